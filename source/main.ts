#!/usr/bin/env node
// As a whole, since an older Node has no enableCompileCache to import by name and would stop with a stack trace.
import module from 'node:module';
import {tooOld} from './node-version.js';

const problem = tooOld(process.versions.node);
if (problem === undefined) {
	module.enableCompileCache?.();
	await import('./cli.js');
} else {
	process.stderr.write(problem);
	process.exitCode = 2;
}

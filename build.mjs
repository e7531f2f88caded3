// Bundles the program: dist/main.js (both bins), dist/index.js (for programs). `--types` adds declarations; `--quiet` says nothing.
import {spawnSync} from 'node:child_process';
import {copyFileSync, existsSync, readFileSync, rmSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import esbuild from 'esbuild';

/** yoga decodes its wasm with fetch('data:…'), which pulls Node's undici in: about 40 ms of start-up. */
const yoga = {
	name: 'yoga-without-fetch',
	setup(build) {
		build.onLoad({filter: /yoga-wasm-base64-esm\.js$/}, ({path}) => {
			const text = readFileSync(path, 'utf8');
			const contents = text.replace('"function"!=typeof fetch', 'true');
			if (contents === text) throw new Error('yoga-layout has changed: look at this patch again');
			return {contents, loader: 'js'};
		});
	},
};
/** Ink and what it brings measure text with string-width of their own: one copy is loaded, warmed and bundled. */
const oneWidth = {
	name: 'one-string-width',
	setup(build) {
		build.onResolve({filter: /^string-width$/}, () => ({path: fileURLToPath(import.meta.resolve('string-width'))}));
	},
};
const {version} = JSON.parse(readFileSync('package.json', 'utf8'));

rmSync('dist', {recursive: true, force: true});
await esbuild.build({
	entryPoints: {main: 'source/main.ts', index: 'source/index.ts'},
	bundle: true,
	splitting: true,
	outdir: 'dist',
	platform: 'node',
	format: 'esm',
	target: 'node22',
	jsx: 'automatic',
	external: ['react-devtools-core'],
	plugins: [yoga, oneWidth],
	define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"', CASTELLAN_VERSION: JSON.stringify(version)},
	banner: {js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);"},
	chunkNames: 'chunks/[name]-[hash]',
	logLevel: 'warning',
});
if (existsSync('source/report/report.schema.json')) copyFileSync('source/report/report.schema.json', 'dist/report.schema.json');
if (process.argv.includes('--types')) {
	const {status} = spawnSync('tsc', ['-p', 'tsconfig.types.json'], {stdio: 'inherit', shell: true});
	if (status !== 0) process.exit(1);
}
if (!process.argv.includes('--quiet')) console.log(`dist/main.js, dist/index.js: castellan ${version}`);

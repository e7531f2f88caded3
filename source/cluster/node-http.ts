import type http from 'node:http';

/** node:http. An import of it from a module also loads what it has for browsers' sake, a tenth of the time until the first screen. */
export const nodeHttp: typeof http = process.getBuiltinModule('node:http');

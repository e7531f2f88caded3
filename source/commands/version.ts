declare const CASTELLAN_VERSION: string | undefined;

/** Version of the package; the bundler writes it in. */
export const version: string = typeof CASTELLAN_VERSION === 'string' ? CASTELLAN_VERSION : '0.0.0-source';

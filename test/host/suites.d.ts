/** Imports every test/host/suite/*.test.ts; made by esbuild.mjs, so that no suite can be forgotten. */
declare module 'goldpan:host-suites';

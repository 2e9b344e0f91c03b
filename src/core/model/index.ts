export * from './errors.ts';
export * from './event.ts';
export * from './session.ts';
export * from './source.ts';
export * from './example.ts';

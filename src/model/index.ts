export * from '../kit/errors.ts';
export * from './event.ts';
export * from './example.ts';
export * from './session.ts';
export * from './source.ts';

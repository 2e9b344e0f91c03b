/** The table of the worker thread as types: what goes into a handler, and what comes out. */
import type { Context, Handlers, Input, Name, Params, Progress as ProgressOf, Reply } from '../kit/methods.ts';
import type { HostMethods } from './api.ts';

export type HostMethod = Name<HostMethods>;
/** As the editor asks. */
export type Asked<M extends HostMethod> = Input<HostMethods, M>;
export type In<M extends HostMethod> = Params<HostMethods, M>;
export type Out<M extends HostMethod> = Reply<HostMethods, M>;
export type Progress<M extends HostMethod> = ProgressOf<HostMethods, M>;
export type CallContext<M extends HostMethod> = Context<HostMethods, M>;
export type HostHandlers = Handlers<HostMethods>;

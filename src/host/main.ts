/** Entry of the worker thread: takes requests, runs the core, answers. */
import { serve } from '../kit/methods.ts';
import { parentThread } from '../kit/thread.ts';
import { ERRORS } from '../model/wire-error.ts';
import { hostMethods } from './api.ts';
import { HANDLERS } from './handlers.ts';

serve(parentThread(), hostMethods, HANDLERS, { errors: ERRORS });

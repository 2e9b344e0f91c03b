/** Where the layers above look for the errors of src/kit. */
export { Cancelled, UserError } from '../../kit/errors.ts';

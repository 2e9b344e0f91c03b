import { UserError } from '../kit/errors.ts';

/** A run made no row, and the dataset in its place has rows. The editor asks whether that is meant. */
export class EmptyResult extends UserError {
  readonly isEmpty = true;
}

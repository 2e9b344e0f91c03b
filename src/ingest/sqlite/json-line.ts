/** A record of a database whose JSON text is ready, so that numbers keep their digits. */
export class JsonLine {
  constructor(readonly text: string) {}
}

/** What a database's error tells the user, and never the connection string. */
import { describe, expect, it } from 'vitest';
import { explain } from '../../../../src/ingest/postgres/errors.ts';
import { Cancelled, UserError } from '../../../../src/kit/errors.ts';
import { Database } from '../../../../src/model/config-ingest.ts';

const db = Database.parse({ name: 'prod', url: 'postgresql://secret-host/x' });
const failed = (message: string, code?: string): Error => Object.assign(new Error(message), { code });

describe('explain', () => {
  it.each([
    ['connect ECONNREFUSED secret-host', 'ECONNREFUSED', 'nobody answers there'],
    ['getaddrinfo ENOTFOUND secret-host', 'ENOTFOUND', 'the host name is not known'],
    ['password of secret-host', '28P01', 'the password was not accepted'],
    ['no database', '3D000', 'there is no such database'],
    ['relation "m" does not exist', '42P01', 'a table of the query does not exist (relation "m" does not exist)'],
    ['column "c" does not exist', '42703', 'a column of the query does not exist (column "c" does not exist)'],
    ['denied', '42501', 'this user may not read a table of the query (denied)'],
    ['cannot execute INSERT with value of a row', '25006', 'the query wants to write'],
    ['canceling', '57014', 'the query took too long'],
    ['self signed', 'DEPTH_ZERO_SELF_SIGNED_CERT', "the server's certificate was not accepted"],
    ['The server does not support SSL connections', undefined, 'the server speaks no TLS'],
    ['SASL: client password must be a string', undefined, 'the server asks for a password'],
    ['Connection terminated unexpectedly', undefined, 'the connection was lost or timed out'],
    ['value of a row', '22P02', 'the server refuses the query, SQLSTATE 22P02'],
    ['wrong type', '42883', 'the server refuses the query, SQLSTATE 42883 (wrong type)'],
  ])('%s (%s)', (message, code, told) => {
    const error = explain(failed(message, code), db, false) as UserError;
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toBe(`Database prod: ${told}`);
    expect(error.exitCode).toBe(3);
    expect(error.fix).not.toContain('secret-host');
  });
  it('what was cancelled is, and what is known or strange stays as it is', () => {
    expect(explain(failed('x'), db, true)).toBeInstanceOf(Cancelled);
    const own = new UserError('a', 'b');
    const strange = failed('strange');
    expect([explain(own, db, false), explain(strange, db, false)]).toEqual([own, strange]);
  });
});

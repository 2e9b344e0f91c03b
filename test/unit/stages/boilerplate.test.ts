import { describe, expect, it } from 'vitest';
import { isErrorAnswer, isErrorBoilerplate } from '../../../src/stages/curate/boilerplate.ts';
import { isTrivial } from '../../../src/stages/tag/trivial.ts';
import { example, messages } from './support.ts';

describe('answers that are nothing but an error', () => {
  it.each([
    '',
    '   ',
    'Internal Server Error',
    'Error: 500 Internal server error',
    '502 Bad Gateway',
    'Rate limit exceeded. Please try again later.',
    'Too many requests, please retry.'.replace(', please retry', ''),
    "I'm sorry, an error occurred while processing your request. Please try again.",
    'Sorry, something went wrong. If the issue persists please contact us through our help center at help.example.com.',
    'The server is overloaded',
    'That model is currently overloaded with other requests. Please try again later.',
    'Request timed out.',
    'Error generating response',
    'Error: Request failed with status code 503',
    "We're currently experiencing heavy traffic. Please try again later.",
    "Error code: 429 - {'error': {'message': 'Rate limit reached', 'type': 'requests'}}",
    'upstream request timeout',
    "Sorry, I'm having trouble connecting to the model.",
    'There was an error generating a response',
    'API Error: 529 {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}',
    '{"error":{"message":"Rate limit reached for requests","type":"requests","code":"rate_limit_exceeded"}}',
    '{"detail":"Internal Server Error"}',
    '<html>\n<head><title>502 Bad Gateway</title></head><body><center>nginx</center></body></html>',
    '<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>',
    '{"answer": "The capital of Fra',
    '{}',
    'undefined',
    'Es ist ein Fehler aufgetreten. Bitte versuchen Sie es später erneut.',
    'Une erreur est survenue. Veuillez réessayer plus tard.',
    'Ha ocurrido un error inesperado.',
    'Si è verificato un errore.',
    'Произошла ошибка. Попробуйте позже.',
    '发生错误',
    "As an AI language model, I don't have personal opinions.",
    "I'm sorry, but as an AI language model, I cannot do that. How can I help you today?",
  ])('%s', (text) => expect(isErrorBoilerplate(text)).toBe(true));

  it.each([
    'An internal server error means that the program failed. Look at its log first.',
    'The request timed out because the pool is empty; raise max_connections.',
    'Rate limit exceeded means you sent too many requests. Wait, or ask for a higher quota.',
    'An error occurred in line 12: x is undefined.',
    'Sorry to hear that! Let me look at the order.',
    'Something went wrong with the migration: column b has no default.',
    '{"city": "Paris", "error": null}',
    '{"error": "The date lies in the past"}',
    '<html><head><title>My garden</title></head><body>…</body></html>',
    '[PERSON_1] is the owner.',
    '{name} is a placeholder of f-strings.',
    '{"a": 1} is an object',
    'As an AI language model, I have no feelings. The poem, however, is sad because of its long vowels.',
    'Please try again later.',
    'I am having trouble with my neighbour, said the poem.',
    'No.',
    '42',
  ])('answers something: %s', (text) => expect(isErrorBoilerplate(text)).toBe(false));

  it.each([
    ['What does HTTP 500 mean?', 'Internal Server Error', false],
    ['What is the weather?', 'Internal Server Error', true],
    ['Extract all names as a list', '[]', false],
    ['Hello', '[]', true],
    [
      'Write the text of an error page in a polite tone.',
      'Sorry, something went wrong. Please try again later.',
      false,
    ],
    [
      'Give me an error response of the API, nothing else.',
      '{"error":{"message":"quota","type":"insufficient_quota"}}',
      false,
    ],
    ['Draft a polite apology for the outage.', 'We are sorry, the service is currently unavailable.', false],
    ['Schreib eine Fehlermeldung.', 'Es ist ein Fehler aufgetreten.', false],
    ['Écris un message d’erreur.', 'Une erreur est survenue.', false],
    ['Find the error in my essay.', 'Internal Server Error', true],
    ['Write a report on our sales.', 'Error: 429 Too many requests', true],
  ])('%s → %s: %s', (request, answer, expected) => expect(isErrorAnswer(answer, request)).toBe(expected));

  const features = (...lines: string[]) => example('x', messages(...lines)).tags.features.value;
  it('counts them, and says whether the last one is', () => {
    expect(features('u Hi there', 'a Internal server error', 'u Again', 'a It is 12.')).toMatchObject({
      errorAnswers: 1,
    });
    expect(features('u Hi there', 'a Internal server error', 'u Again', 'a It is 12.').endsInError).toBeUndefined();
    expect(features('u Hi there', 'a It is 12.', 'u Again', 'a Rate limit exceeded.')).toMatchObject({
      errorAnswers: 1,
      endsInError: 1,
    });
    expect(features('u Hi there', 'a It is 12.').errorAnswers).toBeUndefined();
  });
  it('a message that calls a tool says nothing, and is none', () =>
    expect(features('u Go', 'a  | f {}').errorAnswers).toBeUndefined());
  it('is linear on hostile texts', () => {
    const start = performance.now();
    for (const text of [
      `{"${'[{'.repeat(200_000)}`,
      'sorry '.repeat(90),
      `{"error":"${'a'.repeat(300_000)}`,
      '<html>'.repeat(3000),
    ])
      isErrorBoilerplate(text);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('trivial exchanges', () => {
  it.each<[string, string[], boolean]>([
    ['a greeting', ['u Hello!', 'a Hello! How can I help you?'], true],
    ['thanks', ['u ok thanks', 'a You are welcome!'], true],
    ['in German', ['u Guten Morgen!', 'a Guten Morgen! Wie kann ich helfen?'], true],
    ['in Chinese', ['u 你好', 'a 你好！'], true],
    ['an echo', ['u The sky is blue', 'a The sky is blue.'], true],
    ['a greeting and a question', ['u Hello! Where is my parcel?', 'a On its way.'], false],
    ['one turn of several asks', ['u Hi', 'a Hi!', 'u What is a monad?', 'a A monoid.'], false],
    ['a long answer', ['u Hi', `a ${'Once upon a time. '.repeat(20)}`], false],
    ['a tool was called', ['u ping', 'a  | ping {}', 't pong', 'a pong'], false],
    ['a short right answer', ['u What is 2 + 2?', 'a 4'], false],
    ['one word that is repeated', ['u Tree', 'a Tree'], false],
  ])('%s', (_, lines, expected) => expect(isTrivial(messages(...lines))).toBe(expected));
});

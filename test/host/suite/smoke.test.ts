import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';

describe('the editor', () => {
  it('is one that the manifest allows', () => {
    const [major, minor] = vscode.version.split('.').map(Number);
    assert.equal(major, 1);
    assert.ok(minor !== undefined && minor >= 100, vscode.version);
  });
});

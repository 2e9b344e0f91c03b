/** The HTML around the log viewer's script. No text of a log ever gets in here. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

export function page(webview: vscode.Webview, assets: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const script = webview.asWebviewUri(vscode.Uri.joinPath(assets, 'log.js'));
  const style = webview.asWebviewUri(vscode.Uri.joinPath(assets, 'log-style.css'));
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style.toString()}">
<title>Log Viewer</title>
</head>
<body>
<main id="viewer" data-goldpan="log-viewer"></main>
<script nonce="${nonce}" src="${script.toString()}"></script>
</body>
</html>`;
}

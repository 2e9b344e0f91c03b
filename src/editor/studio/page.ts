/** The HTML around the studio's script. No text of a log ever gets in here. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

export function page(webview: vscode.Webview, assets: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const uri = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(assets, name)).toString();
  // The toolkit's controls make style elements: they take the nonce from the meta element below.
  const policy = [
    "default-src 'none'",
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${uri('studio-style.css')}">
<title>Goldpan Studio</title>
</head>
<body>
<div id="studio" data-goldpan="studio"></div>
<script nonce="${nonce}" src="${uri('studio.js')}"></script>
</body>
</html>`;
}

/** The HTML around a webview's script. No text of a log ever gets in here. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

export interface Page {
  title: string;
  /** Names the bundle: NAME.js and NAME-style.css. */
  name: string;
  /** What the script fills. */
  body: string;
}

/** `assets`: the folder of the bundles, the only one that the webview may read. */
export function pageOf(webview: vscode.Webview, assets: vscode.Uri, { title, name, body }: Page): string {
  const nonce = randomBytes(16).toString('base64');
  const uri = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(assets, file)).toString();
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
<link rel="stylesheet" href="${uri(`${name}-style.css`)}">
<title>${title}</title>
</head>
<body>
${body}
<script nonce="${nonce}" src="${uri(`${name}.js`)}"></script>
</body>
</html>`;
}

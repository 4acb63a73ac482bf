import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { build } from 'esbuild';
import { PROJECT } from '../../n8n/paths';

/** Where the page is in the repository. */
export const PAGE = join('docs', 'migrate', 'index.html');

const style = `
:root { color-scheme: light; font: 16px/1.5 system-ui, sans-serif; color: #1c1e21; background: #f0f2f5; }
body { margin: 0; padding: 32px 16px; }
main { max-width: 760px; margin: 0 auto; background: #fff; border-radius: 12px; box-shadow: 0 1px 8px #0002; padding: 24px 32px 32px; }
h1 { font-size: 24px; margin: 0 0 8px; }
h2 { font-size: 17px; margin: 0 0 8px; overflow-wrap: anywhere; }
label { display: block; margin: 24px 0; padding: 40px 16px; border: 2px dashed #b6bcc4; border-radius: 12px; text-align: center; cursor: pointer; }
label.over, label:hover, label:focus-within { border-color: #0a7c5c; background: #f0faf6; }
input { display: block; margin: 12px auto 0; font: inherit; }
section { border-top: 1px solid #e4e6eb; padding: 20px 0 0; margin: 20px 0 0; }
section a { display: inline-block; background: #0a7c5c; color: #fff; text-decoration: none; border-radius: 8px; padding: 9px 16px; }
pre { background: #f6f7f8; border-radius: 8px; padding: 12px 16px; font: 13px/1.55 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.problem { color: #b3261e; white-space: pre-line; }
`;

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * The page that migrates workflow files in the browser: one file without any reference to another. Its content security
 * policy forbids every request, so that nothing leaves the browser.
 */
export async function migrationPage(): Promise<string> {
	const { outputFiles } = await build({
		absWorkingDir: PROJECT,
		entryPoints: ['scripts/migrate/page/main.ts'],
		bundle: true,
		write: false,
		format: 'iife',
		platform: 'browser',
		target: 'es2022',
		charset: 'ascii',
		legalComments: 'none',
		logLevel: 'warning',
	});
	// A closing tag in a string would end the script.
	const script = `\n${outputFiles[0].text.replaceAll('</script', '<\\/script')}`;
	const policy = `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; base-uri 'none'; form-action 'none'`;
	return `<!DOCTYPE html>
<!-- Written by npm run docs:migrate from scripts/migrate/. -->
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width">
<title>Migrate WhatsApp workflows of n8n</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Migrate WhatsApp workflows</h1>
<p>Replaces n8n's built-in WhatsApp nodes in a workflow file with those of the package n8n-nodes-whatsapp-business-cloud. Your file does not leave this browser: the page makes no network requests.</p>
<ol>
<li>In n8n's editor, open the workflow and choose <b>Export JSON</b> in its menu. In older versions it is called <b>Download</b>.</li>
<li>Drop the file here. Your file is not changed.</li>
<li>Download the new file, and read in the report what was changed and what you have to do.</li>
</ol>
<label id="drop">Drop workflow files here, or choose them<input id="file" type="file" accept=".json,application/json" multiple></label>
<div id="results" aria-live="polite"></div>
</main>
<script>${script}</script>
</body>
</html>
`;
}

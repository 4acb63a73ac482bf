/**
 * The styles of the pages. The custom properties have the same names as in n8n's own form pages, so that custom styling
 * for those also works here (n8n docs: n8n Form > Custom styling).
 */
const light = `
--font-family: system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif;
--font-weight-normal: 400;
--font-weight-bold: 600;
--font-size-header: 21px;
--font-size-subheader: 16px;
--font-size-label: 15px;
--font-size-input: 16px;
--font-size-error: 14px;
--color-background: #f1f3f2;
--color-card-bg: #ffffff;
--color-card-border: #dfe4e2;
--color-card-shadow: rgba(0, 0, 0, 0.06);
--color-header: #13201b;
--color-header-subtext: #37453f;
--color-label: #26332d;
--color-input-border: #8b9892;
--color-input-text: #13201b;
--color-focus-border: #0b7a55;
--color-submit-btn-bg: #0b7a55;
--color-submit-btn-text: #ffffff;
--color-error: #b3261e;
--color-required: #b3261e;
--color-html-text: #26332d;
--color-html-link: #0b6b8a;
--border-radius-card: 14px;
--border-radius-input: 10px;
--padding-card: 22px;
--padding-form-input: 12px;
--container-width: 520px;
--submit-btn-height: 50px;
--checkbox-size: 22px;
`;

const dark = `
--color-background: #0d1411;
--color-card-bg: #17211d;
--color-card-border: #2b3833;
--color-card-shadow: rgba(0, 0, 0, 0.4);
--color-header: #eef3f0;
--color-header-subtext: #c9d4ce;
--color-label: #dde6e1;
--color-input-border: #74837b;
--color-input-text: #eef3f0;
--color-focus-border: #4cc99a;
--color-submit-btn-bg: #35b587;
--color-submit-btn-text: #04140d;
--color-error: #ff9b93;
--color-required: #ff9b93;
--color-html-text: #dde6e1;
--color-html-link: #7cc7e4;
`;

export const styles = `
:root { color-scheme: light dark; ${light} }
@media (prefers-color-scheme: dark) { :root { ${dark} } }
*, *::before, *::after { box-sizing: border-box; }
body { margin: 0; padding: 24px 16px 48px; background: var(--color-background); color: var(--color-label); font: var(--font-weight-normal) var(--font-size-label)/1.45 var(--font-family); -webkit-text-size-adjust: 100%; }
main { max-width: var(--container-width); margin: 0 auto; padding: var(--padding-card); background: var(--color-card-bg); border: 1px solid var(--color-card-border); border-radius: var(--border-radius-card); box-shadow: 0 4px 16px var(--color-card-shadow); overflow-wrap: anywhere; }
h1 { margin: 0 0 10px; color: var(--color-header); font-size: var(--font-size-header); font-weight: var(--font-weight-bold); line-height: 1.3; }
.message { margin: 0 0 22px; color: var(--color-header-subtext); font-size: var(--font-size-subheader); white-space: pre-line; }
.field { margin: 0 0 20px; padding: 0; border: 0; min-width: 0; }
.name { display: block; margin-bottom: 6px; padding: 0; color: var(--color-label); font-weight: var(--font-weight-bold); }
.required { color: var(--color-required); }
.hint { display: block; margin: -2px 0 6px; font-size: var(--font-size-error); opacity: 0.8; }
input, select, textarea { font: inherit; font-size: var(--font-size-input); color: var(--color-input-text); background: var(--color-card-bg); }
input:not([type=checkbox]):not([type=radio]), select, textarea { display: block; width: 100%; max-width: 100%; min-height: 48px; padding: var(--padding-form-input); border: 1px solid var(--color-input-border); border-radius: var(--border-radius-input); }
textarea { min-height: 120px; resize: vertical; }
input[type=checkbox], input[type=radio] { flex: none; width: var(--checkbox-size); height: var(--checkbox-size); margin: 0; accent-color: var(--color-submit-btn-bg); }
.option { display: flex; gap: 12px; align-items: center; min-height: 44px; }
:focus-visible { outline: 3px solid var(--color-focus-border); outline-offset: 2px; }
.error { display: block; margin-top: 6px; color: var(--color-error); font-size: var(--font-size-error); }
.invalid input, .invalid select, .invalid textarea { border-color: var(--color-error) !important; }
.legend { margin: 0 0 16px; font-size: var(--font-size-error); opacity: 0.8; }
.summary { margin: 0 0 20px; padding: 12px 14px; border: 1px solid var(--color-error); border-radius: var(--border-radius-input); color: var(--color-error); }
button { display: block; width: 100%; min-height: var(--submit-btn-height); margin-top: 12px; padding: 10px 16px; border: 2px solid var(--color-submit-btn-bg); border-radius: var(--border-radius-input); background: var(--color-submit-btn-bg); color: var(--color-submit-btn-text); font: inherit; font-size: var(--font-size-input); font-weight: var(--font-weight-bold); cursor: pointer; overflow-wrap: anywhere; }
button.secondary { background: transparent; color: var(--color-label); border-color: var(--color-input-border); }
.html { margin: 0 0 20px; color: var(--color-html-text); }
.html a { color: var(--color-html-link); }
.html img { max-width: 100%; height: auto; }
.html table { display: block; overflow-x: auto; }
.sent { margin: 18px 0 0; text-align: center; font-size: 13px; opacity: 0.75; }
.done { text-align: center; }
.done .message { margin-bottom: 0; }
`;

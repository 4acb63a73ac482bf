/** Style of the pages that show a customer's phone. */
export const style = `
:root { color-scheme: light; font: 15px/1.45 system-ui, sans-serif; color: #1c1e21; background: #efeae2; }
body { margin: 0; padding: 24px 12px; }
main { max-width: 400px; margin: 0 auto; background: #fff; border-radius: 16px; box-shadow: 0 2px 12px #0003; overflow: hidden; }
header { display: flex; align-items: center; gap: 8px; padding: 12px 16px; border-bottom: 1px solid #e4e6eb; }
header h1 { flex: 1; margin: 0; font-size: 16px; text-align: center; }
header button, header a, header span.space { width: 64px; text-align: left; }
section, form { padding: 16px; }
form.bar { padding: 0; }
h2 { font-size: 20px; margin: 4px 0 10px; } h3 { font-size: 17px; margin: 4px 0 10px; }
p { margin: 0 0 12px; white-space: pre-line; overflow-wrap: anywhere; }
small, .caption { color: #65676b; font-size: 13px; }
.field { margin: 0 0 16px; }
.label { display: block; font-weight: 600; margin-bottom: 4px; }
input:not([type=radio]):not([type=checkbox]), textarea, select { box-sizing: border-box; width: 100%; padding: 9px 10px; border: 1px solid #ccd0d5; border-radius: 8px; font: inherit; background: #fff; }
.choice { display: block; padding: 7px 0; }
.row { display: flex; gap: 8px; }
img { max-width: 100%; border-radius: 8px; }
.problem, .toast { color: #b3261e; }
.toast { background: #fdecea; border-radius: 8px; padding: 10px 12px; margin: 12px 16px 0; }
footer { border-top: 1px solid #e4e6eb; margin: 16px -16px -16px; padding: 12px 16px 16px; }
.captions { display: flex; justify-content: space-between; margin: 0; } .captions span { color: #65676b; font-size: 13px; }
button { font: inherit; cursor: pointer; border: 0; background: none; color: #0a7c5c; padding: 0; }
button.main { width: 100%; padding: 11px; border-radius: 22px; background: #0a7c5c; color: #fff; font-weight: 600; }
button:disabled { background: #dfe1e5; color: #8a8d91; cursor: default; }
button.link { text-decoration: underline; display: block; margin-bottom: 12px; }
button.item { display: block; width: 100%; text-align: left; padding: 10px 0; border-bottom: 1px solid #e4e6eb; color: inherit; } button.item small { display: block; }
fieldset { border: 0; padding: 0; margin: 0 0 16px; } legend { font-weight: 600; padding: 0; }
.bubble { background: #d9fdd3; border-radius: 10px; padding: 10px 12px; margin: 0 0 12px; }
.got { background: #f5f6f6; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 4px 12px; margin: 8px 0 0; } dt { color: #65676b; } dd { margin: 0; overflow-wrap: anywhere; }
details { max-width: 400px; margin: 16px auto; } pre { background: #fff; border-radius: 8px; padding: 10px; overflow: auto; font-size: 12px; }
.unknown { color: #8a8d91; font-style: italic; }
`;

import { isObject, type Json } from '../../messages/checks';
import { inputs } from '../client/components';
import type { Component } from '../client/definition';
import { options } from '../client/fields';
import type { PickedFile } from '../client/media';
import { html, type Html } from './html';

/** Prefix of field names in the page's form. */
export const PREFIX = 'field:';

const inputTypes: Record<string, string> = {
	number: 'text',
	email: 'email',
	password: 'password',
	passcode: 'password',
	phone: 'tel',
};

/** The components of a screen, as fields of a form. */
export function renderComponents(components: Component[], form: Json, problems: Record<string, string>): Html[] {
	return components.map((component) => {
		const { type, name } = component;
		if (type in inputs) return field(component, form[String(name)], problems[String(name)]);
		return shown[type]?.(component) ?? html`<p class="unknown">${type}</p>`;
	});
}

const words = (value: unknown): string => (Array.isArray(value) ? value.join('\n') : String(value ?? ''));

const shown: Record<string, (component: Component) => Html> = {
	TextHeading: ({ text }) => html`<h2>${words(text)}</h2>`,
	TextSubheading: ({ text }) => html`<h3>${words(text)}</h3>`,
	TextBody: ({ text }) => html`<p>${words(text)}</p>`,
	TextCaption: ({ text }) => html`<p class="caption">${words(text)}</p>`,
	RichText: ({ text }) => html`<p>${words(text)}</p>`,
	Image: ({ src, 'alt-text': alt }) => picture(src, alt),
	ImageCarousel: ({ images }) =>
		html`<div class="row">${(Array.isArray(images) ? images.filter(isObject) : []).map(({ src, 'alt-text': alt }) => picture(src, alt))}</div>`,
	EmbeddedLink: ({ text }) =>
		html`<button class="link" name="tap" value="${JSON.stringify({ text })}" formnovalidate>${words(text)}</button>`,
	NavigationList: ({ name, label, 'list-items': items }) =>
		html`<fieldset><legend>${words(label)}</legend>${(Array.isArray(items) ? items.filter(isObject) : []).map((item) => listItem(name, item))}</fieldset>`,
	Footer: ({ label, enabled, 'left-caption': left, 'center-caption': center, 'right-caption': right }) =>
		html`<footer><p class="captions"><span>${words(left)}</span><span>${words(center)}</span><span>${words(right)}</span></p><button class="main" name="do" value="submit"${enabled === false ? html` disabled` : undefined}>${words(label)}</button></footer>`,
};

function listItem(name: unknown, item: Json): Html {
	const main = isObject(item['main-content']) ? item['main-content'] : {};
	const end = isObject(item.end) ? item.end : {};
	const about = [main.description, main.metadata, end.title, end.description]
		.filter((one) => one !== undefined)
		.map(words)
		.join(' · ');
	return html`<button class="item" name="tap" value="${JSON.stringify({ name, item: item.id })}" formnovalidate><b>${words(main.title)}</b><small>${about}</small></button>`;
}

/** Images are in the Flow JSON, as Base64; their first bytes reveal the type. */
function picture(source: unknown, alt: unknown): Html {
	const base64 = String(source ?? '').replace(/^data:[^,]*,/, '');
	const kinds: Array<[string, string]> = [
		['iVBOR', 'image/png'],
		['/9j/', 'image/jpeg'],
		['UklGR', 'image/webp'],
	];
	const kind = kinds.find(([start]) => base64.startsWith(start))?.[1];
	return kind === undefined
		? html`<p class="unknown">${words(alt)}</p>`
		: html`<img src="data:${kind};base64,${base64}" alt="${words(alt)}">`;
}

function field(component: Component, value: unknown, problem: string | undefined): Html {
	const { label, title, required, description } = component;
	const message = problem === undefined ? component['error-message'] : `This field ${problem}`;
	const selects = isObject(component['on-select-action']) || isObject(component['on-unselect-action']);
	const optional = required === false ? html` <small>optional</small>` : undefined;
	const head =
		component.type === 'OptIn' ? undefined : html`<span class="label">${words(title ?? label)}${optional}</span>`;
	return html`<div class="field"${selects ? html` data-selects` : undefined}>${head}${control(component, value)}${
		message === undefined
			? html`<small>${words(component['helper-text'] ?? description)}</small>`
			: html`<small class="problem">${words(message)}</small>`
	}</div>`;
}

function control(component: Component, value: unknown): Html {
	const { type, label } = component;
	const name = PREFIX + String(component.name);
	const off = component.enabled === false ? html` disabled` : undefined;
	const text = typeof value === 'string' ? value : '';
	switch (inputs[type]) {
		case 'text':
			return type === 'TextArea'
				? html`<textarea name="${name}" aria-label="${words(label)}" rows="3"${off}>${text}</textarea>`
				: html`<input name="${name}" aria-label="${words(label)}" type="${inputTypes[String(component['input-type'])] ?? 'text'}" value="${text}"${off}>`;
		case 'one':
			return type === 'Dropdown'
				? dropdown(component, name, text, off)
				: choices(component, name, 'radio', [text], off);
		case 'many':
			return choices(component, name, 'checkbox', Array.isArray(value) ? value : [], off);
		case 'date':
		case 'calendar':
			return dates(component, name, value, off);
		case 'truth':
			return html`<label class="choice"><input type="checkbox" name="${name}" value="true"${value === true ? html` checked` : undefined}${off}> ${words(label)}</label>`;
		default:
			return files(component, name, value, off);
	}
}

function dropdown(component: Component, name: string, value: string, off: Html | undefined): Html {
	const all = options(component).map(
		({ id, title, enabled }) =>
			html`<option value="${id}"${id === value ? html` selected` : undefined}${enabled === false ? html` disabled` : undefined}>${words(title)}</option>`,
	);
	return html`<select name="${name}" aria-label="${words(component.label)}"${off}><option value="">Choose</option>${all}</select>`;
}

function choices(component: Component, name: string, type: string, chosen: unknown[], off: Html | undefined): Html {
	const all = options(component).map(({ id, title, description, metadata, enabled }) => {
		const about = [description, metadata].filter((one) => one !== undefined).join(' · ');
		const state = chosen.includes(id) ? html` checked` : undefined;
		return html`<label class="choice"><input type="${type}" name="${name}" value="${id}"${state}${off ?? (enabled === false ? html` disabled` : undefined)}> ${words(title)} <small>${about}</small></label>`;
	});
	return html`<div>${all}</div>`;
}

function dates(component: Component, name: string, value: unknown, off: Html | undefined): Html {
	const limit = (key: string, attribute: string): Html | undefined =>
		typeof component[key] === 'string' ? html` ${attribute}="${component[key]}"` : undefined;
	const one = (suffix: string, day: unknown): Html =>
		html`<input type="date" name="${name + suffix}" aria-label="${words(component.label)}" value="${typeof day === 'string' ? day : ''}"${limit('min-date', 'min')}${limit('max-date', 'max')}${off}>`;
	if (component.type !== 'CalendarPicker' || component.mode !== 'range') return one('', value);
	const range = isObject(value) ? value : {};
	return html`<div class="row">${one(':start-date', range['start-date'])}${one(':end-date', range['end-date'])}</div>`;
}

function files(component: Component, name: string, value: unknown, off: Html | undefined): Html {
	const picked = Array.isArray(value) ? (value as PickedFile[]).map(({ fileName }) => fileName).join(', ') : '';
	const types = component['allowed-mime-types'];
	const accept = component.type === 'PhotoPicker' ? 'image/*' : Array.isArray(types) ? types.join(',') : '';
	return html`<input type="file" name="${name}" aria-label="${words(component.label)}" accept="${accept}" multiple${off}><small>${picked}</small>`;
}

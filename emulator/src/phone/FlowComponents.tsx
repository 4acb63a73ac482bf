import type { ComponentChildren, JSX } from 'preact';
import { Formatted } from './format';
import type { FlowComponent } from './FlowSheet';
import { attempt } from './store';

type Json = Record<string, unknown>;

interface Props {
	components: FlowComponent[];
	form: Json;
	problems: Record<string, string>;
	fill: (values: Json) => void;
	tap: (what: { text?: string; component?: string; item?: string }) => void;
	isBusy: boolean;
}

const objects = (value: unknown): Json[] =>
	Array.isArray(value) ? value.filter((one): one is Json => typeof one === 'object' && one !== null) : [];
const words = (value: unknown): string => (Array.isArray(value) ? value.join('\n') : String(value ?? ''));
const object = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});

/** The components of a screen (Meta docs: Flows > Flow JSON > Components). */
export function FlowComponents(props: Props): JSX.Element {
	return (
		<>
			{props.components.map((component) => (
				<One key={component.name ?? words(component.text)} component={component} {...props} />
			))}
		</>
	);
}

interface OneProps extends Props {
	component: FlowComponent;
}

function One(props: OneProps): JSX.Element {
	const { component } = props;
	const show = Object.hasOwn(shown, component.type) ? shown[component.type] : undefined;
	if (show) return show(component, props);
	return Object.hasOwn(inputs, component.type) ? (
		<Field {...props}>{inputs[component.type](component, props)}</Field>
	) : (
		<p class="note">{component.type}</p>
	);
}

const shown: Record<string, (component: FlowComponent, props: OneProps) => JSX.Element> = {
	TextHeading: ({ text }) => <h3 class="heading">{words(text)}</h3>,
	TextSubheading: ({ text }) => <h4>{words(text)}</h4>,
	TextBody: ({ text }) => <Formatted text={words(text)} />,
	TextCaption: ({ text }) => <small>{words(text)}</small>,
	RichText: ({ text }) => <Formatted text={words(text)} />,
	Image: ({ src, 'alt-text': alt }) => picture(src, alt),
	ImageCarousel: ({ images }) => (
		<div class="row-of">{objects(images).map(({ src, 'alt-text': alt }) => picture(src, alt))}</div>
	),
	EmbeddedLink: ({ text }, { tap }) => (
		<button type="button" class="text" onClick={() => tap({ text: String(text) })}>
			{words(text)}
		</button>
	),
	NavigationList: ({ name, label, 'list-items': items }, { tap }) => (
		<fieldset>
			<legend>{words(label)}</legend>
			{objects(items).map((item) => {
				const main = object(item['main-content']);
				const end = object(item.end);
				const about = [main.description, main.metadata, end.title, end.description];
				return (
					<button type="button" class="item" onClick={() => tap({ component: String(name), item: String(item.id) })}>
						<b>{words(main.title)}</b>
						<small>
							{about
								.filter((one) => one !== undefined)
								.map(words)
								.join(' · ')}
						</small>
					</button>
				);
			})}
		</fieldset>
	),
	Footer: ({ label, enabled, 'left-caption': left, 'center-caption': center, 'right-caption': right }, { isBusy }) => (
		<footer>
			<p class="captions">
				<span>{words(left)}</span>
				<span>{words(center)}</span>
				<span>{words(right)}</span>
			</p>
			<button type="submit" class="primary" disabled={enabled === false || isBusy}>
				{words(label)}
			</button>
		</footer>
	),
};

/** Images are in the Flow JSON, as Base64; their first bytes reveal the type. */
function picture(source: unknown, alt: unknown): JSX.Element {
	const base64 = String(source ?? '').replace(/^data:[^,]*,/, '');
	const kinds = { iVBOR: 'image/png', '/9j/': 'image/jpeg', UklGR: 'image/webp' };
	const kind = Object.entries(kinds).find(([start]) => base64.startsWith(start))?.[1];
	return kind === undefined ? (
		<p class="note">{words(alt)}</p>
	) : (
		<img src={`data:${kind};base64,${base64}`} alt={words(alt)} />
	);
}

function Field({ component, problems, children }: OneProps & { children: ComponentChildren }): JSX.Element {
	const { name, label, title, required, description, type } = component;
	const found = problems[String(name)];
	const message = found === undefined ? component['error-message'] : `This field ${found}`;
	const hint = component['helper-text'] ?? description;
	return (
		<div class="field">
			{type !== 'OptIn' && (
				<span class="label">
					{words(title ?? label)}
					{required === false && <small> optional</small>}
				</span>
			)}
			{children}
			{message !== undefined ? (
				<small class="problem" role="alert">
					{words(message)}
				</small>
			) : (
				hint !== undefined && <small>{words(hint)}</small>
			)}
		</div>
	);
}

type Input = (component: FlowComponent, props: OneProps) => JSX.Element;

const inputTypes: Record<string, string> = { email: 'email', password: 'password', passcode: 'password', phone: 'tel' };
const isOff = ({ enabled }: FlowComponent): boolean => enabled === false;

/** Values go to the session as soon as they change, as some trigger an action. */
const inputs: Record<string, Input> = {
	TextInput: (component, { form, fill }) => (
		<input
			{...({ type: inputTypes[String(component['input-type'])] ?? 'text' } as { type: 'text' })}
			aria-label={words(component.label)}
			value={words(form[String(component.name)])}
			disabled={isOff(component)}
			onChange={({ currentTarget }) => fill({ [String(component.name)]: currentTarget.value })}
		/>
	),
	TextArea: (component, { form, fill }) => (
		<textarea
			rows={3}
			aria-label={words(component.label)}
			value={words(form[String(component.name)])}
			disabled={isOff(component)}
			onChange={({ currentTarget }) => fill({ [String(component.name)]: currentTarget.value })}
		/>
	),
	RadioButtonsGroup: (component, props) => options(component, props, 'radio'),
	CheckboxGroup: (component, props) => options(component, props, 'checkbox'),
	ChipsSelector: (component, props) => options(component, props, 'checkbox'),
	Dropdown: (component, { form, fill }) => (
		<select
			aria-label={words(component.label)}
			value={words(form[String(component.name)])}
			disabled={isOff(component)}
			onChange={({ currentTarget }) => fill({ [String(component.name)]: currentTarget.value })}
		>
			<option value="">Choose</option>
			{objects(component['data-source']).map(({ id, title, enabled }) => (
				<option value={String(id)} disabled={enabled === false}>
					{words(title)}
				</option>
			))}
		</select>
	),
	DatePicker: (component, { form, fill }) =>
		day(component, form[String(component.name)], (value) => fill({ [String(component.name)]: value })),
	CalendarPicker: (component, { form, fill }) => calendar(component, form, fill),
	OptIn: (component, { form, fill }) => (
		<label class="choice">
			<span>{words(component.label)}</span>
			<input
				type="checkbox"
				checked={form[String(component.name)] === true}
				disabled={isOff(component)}
				onChange={({ currentTarget }) => fill({ [String(component.name)]: currentTarget.checked })}
			/>
		</label>
	),
	PhotoPicker: files,
	DocumentPicker: files,
};

function options(component: FlowComponent, { form, fill }: OneProps, type: 'radio' | 'checkbox'): JSX.Element {
	const name = String(component.name);
	const value = form[name];
	const chosen = Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)];
	return (
		<div role="group" aria-label={words(component.label)}>
			{objects(component['data-source']).map(({ id, title, description, metadata, enabled }) => {
				const key = String(id);
				const about = [description, metadata].filter((one) => one !== undefined).join(' · ');
				return (
					<label class="choice">
						<span>
							{words(title)}
							{about !== '' && <small>{about}</small>}
						</span>
						<input
							type={type}
							name={name}
							checked={chosen.includes(key)}
							disabled={isOff(component) || enabled === false}
							onChange={({ currentTarget }) => {
								if (type === 'radio') fill({ [name]: key });
								else fill({ [name]: currentTarget.checked ? [...chosen, key] : chosen.filter((one) => one !== key) });
							}}
						/>
					</label>
				);
			})}
		</div>
	);
}

function day(component: FlowComponent, value: unknown, set: (value: string) => void): JSX.Element {
	const limit = (key: string): string | undefined => (typeof component[key] === 'string' ? component[key] : undefined);
	return (
		<input
			type="date"
			aria-label={words(component.label)}
			value={typeof value === 'string' ? value : ''}
			min={limit('min-date')}
			max={limit('max-date')}
			disabled={isOff(component)}
			onChange={({ currentTarget }) => set(currentTarget.value)}
		/>
	);
}

/** The first day of a range that still lacks its last one, by component name. */
const unfinished = new Map<string, Json>();

function calendar(component: FlowComponent, form: Json, fill: (values: Json) => void): JSX.Element {
	const name = String(component.name);
	if (component.mode !== 'range') return day(component, form[name], (value) => fill({ [name]: value }));
	const range = { ...object(form[name]), ...unfinished.get(name) };
	const set = (key: string) => (value: string) => {
		const next: Json = { ...range, [key]: value };
		unfinished.set(name, next);
		if (next['start-date'] && next['end-date']) {
			unfinished.delete(name);
			fill({ [name]: next });
		}
	};
	return (
		<div class="pair">
			{day(component, range['start-date'], set('start-date'))}
			{day(component, range['end-date'], set('end-date'))}
		</div>
	);
}

async function read(file: File): Promise<Json> {
	const url = await new Promise<string>((resolve, reject) => {
		const reader = new FileReader();
		reader.onload = () => resolve(String(reader.result));
		reader.onerror = () => reject(new Error(`${file.name} cannot be read`));
		reader.readAsDataURL(file);
	});
	return { fileName: file.name, mimeType: file.type, base64: url.slice(url.indexOf(',') + 1) };
}

function files(component: FlowComponent, { form, fill }: OneProps): JSX.Element {
	const name = String(component.name);
	const types = component['allowed-mime-types'];
	const accept = component.type === 'PhotoPicker' ? 'image/*' : Array.isArray(types) ? types.join(',') : '';
	const picked = objects(form[name]).map(({ fileName }) => fileName);
	return (
		<>
			<input
				type="file"
				multiple
				accept={accept}
				aria-label={words(component.label)}
				disabled={isOff(component)}
				onChange={({ currentTarget }) =>
					void attempt(async () => {
						fill({ [name]: await Promise.all([...(currentTarget.files ?? [])].map(read)) });
					})
				}
			/>
			{picked.length > 0 && <small>{picked.join(', ')}</small>}
		</>
	);
}

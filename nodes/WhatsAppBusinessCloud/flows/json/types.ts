import type { Findings } from './findings';
import type { Path } from './path';

/** A Flow JSON version as a number that can be compared: major * 100 + minor, 7.3 is 703. */
export type Version = number;

/** Kinds of JSON values, as bits: what a value may be, or what a property takes. */
export type Types = number;
export const STRING = 1;
export const NUMBER = 2;
export const BOOLEAN = 4;
export const OBJECT = 8;
export const ARRAY = 16;
export const NULL = 32;
/** Everything that dynamic data can be. Flow JSON knows no null. */
export const ANY = STRING | NUMBER | BOOLEAN | OBJECT | ARRAY;

export type JsonObject = Record<string, unknown>;

export type Format = 'date' | 'color' | 'regex' | 'url';

export type ActionName = 'navigate' | 'data_exchange' | 'complete' | 'open_url' | 'update_data';

/** The actions that a property takes. */
export interface ActionSlot {
	allowed: readonly ActionName[];
	/** Known to work, but missing in Meta's reference: a warning. */
	undocumented?: readonly ActionName[];
	/** Whether the action needs a payload, be it an empty one. */
	needsPayload?: boolean;
}

/** An image inside the JSON, base64. */
export interface ImageSpec {
	/** Largest size in kB, by version of the flow. */
	maxKb(version: Version): number;
	/** Whether Meta documents the size as a limit, not as a recommendation. */
	isLimit: boolean;
	types: ReadonlyArray<'JPEG' | 'PNG' | 'WebP'>;
}

/** What a property takes. */
export interface PropertySpec {
	type: Types;
	required?: boolean;
	/** Every example of Meta's has it, without a word that it has to be there. */
	expected?: boolean;
	/** The first version that has it, where that is later than 5.0. */
	since?: Version;
	/** Known from practice; Meta's reference does not list it. */
	undocumented?: boolean;
	/** Takes no `${...}`. */
	fixed?: boolean;
	/** The name of an input: it cannot be dynamic. */
	identity?: boolean;
	/** Has to be a `${...}`. */
	dynamic?: boolean;
	/** Only for components that do not stand in a Form. */
	outsideForm?: boolean;
	values?: readonly string[];
	/** Characters. WhatsApp truncates a longer text. */
	max?: number;
	/** Whether blank text is refused; from 6.0 on where this is not set. */
	notBlank?: boolean;
	range?: readonly [number, number];
	whole?: boolean;
	/** A number written as text does too. */
	digits?: boolean;
	format?: Format;
	image?: ImageSpec;
	/** How many entries Meta accepts in a list. */
	count?: readonly [number, number];
	/** How many entries of a list Meta documents, where it accepts others: a warning. */
	advisedCount?: readonly [number, number];
	items?: PropertySpec;
	properties?: Readonly<Record<string, PropertySpec>>;
	action?: ActionSlot;
	/** An expression that gives true or false, written without backticks. */
	condition?: boolean;
	/** Strings in it may be `${...}`, at any depth: an action's payload. */
	payload?: boolean;
}

/** A kind of component: what it takes, where it may stand. Each is a table of its own in `components/`. */
export interface ComponentSpec {
	type: string;
	since?: Version;
	/** How many a screen may have; of If and Switch the fullest branch counts. */
	perScreen?: number;
	perFlow?: number;
	/** What `${form.name}` gives; absent for components without an input. */
	value?(component: JsonObject): Types;
	properties: Readonly<Record<string, PropertySpec>>;
	/** Properties of it that hold components, by the name of the branch. */
	branches?(component: JsonObject): Array<{ keys: Array<string | number>; children: unknown }>;
	/** Which components its branches take; all but containers when absent. */
	holds?(type: string, version: Version): boolean;
	/** What cannot be said of one property alone. */
	checks?: ReadonlyArray<(node: Node, place: ValidationContext) => void>;
}

/** A component in the tree of a screen. */
export interface Node {
	component: JsonObject;
	path: Path;
	/** undefined for a type that is not known, and for the layout. */
	spec?: ComponentSpec;
	parent?: Node;
	branches: Node[][];
}

/** An input of a screen. */
export interface Field {
	node: Node;
	types: Types;
}

/** An entry of a screen's data model, as far as it is used here. */
export interface Schema {
	type?: unknown;
	items?: unknown;
	properties?: unknown;
}

export interface Screen {
	raw: JsonObject;
	path: Path;
	/** '' when it has none. */
	id: string;
	terminal: boolean;
	/** undefined when it is there but is no object: nothing can be said then about references to it. */
	data?: JsonObject;
	/** The components of its layout, each with what it holds. */
	roots: Node[];
	/** All of them, in order. */
	nodes: Node[];
	/** Names of components, but Forms. */
	names: Set<string>;
	fields: Map<string, Field>;
	forms: Node[];
	/** Screens that its actions lead to, and the type of the component with the action. */
	routes: Array<{ to: string; path: Path; component: string }>;
}

export interface Flow {
	raw: JsonObject;
	findings: Findings;
	/** Whose rules hold: of a newer flow those of the newest version known here. */
	version: Version;
	/** Whether it talks to an endpoint: `data_api_version` is there. */
	endpoint: boolean;
	screens: Screen[];
	byId: Map<string, Screen>;
}

/** Where something is checked. */
export interface ValidationContext {
	flow: Flow;
	screen: Screen;
	/** The component, for messages: `TextInput 'email'`. */
	what: string;
	inForm: boolean;
	/** The component's type; '' outside of components. */
	component: string;
}

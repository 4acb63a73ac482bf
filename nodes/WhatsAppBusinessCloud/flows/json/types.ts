import type { Findings } from './findings';
import type { Path } from './path';

/** A Flow JSON version as a comparable number: major * 100 + minor, so 7.3 is 703. */
export type Version = number;

/** JSON types as bit flags: what a value can be, or what a property accepts. */
export type Types = number;
export const STRING = 1;
export const NUMBER = 2;
export const BOOLEAN = 4;
export const OBJECT = 8;
export const ARRAY = 16;
export const NULL = 32;
/** All types that dynamic data can have. Flow JSON has no null. */
export const ANY = STRING | NUMBER | BOOLEAN | OBJECT | ARRAY;

export type JsonObject = Record<string, unknown>;

export type Format = 'date' | 'color' | 'regex' | 'url';

export type ActionName = 'navigate' | 'data_exchange' | 'complete' | 'open_url' | 'update_data';

/** The actions that a property accepts. */
export interface ActionSlot {
	allowed: readonly ActionName[];
	/** Known to work, but missing in Meta's reference: reported as a warning. */
	undocumented?: readonly ActionName[];
	/** Whether the action requires a payload, even an empty one. */
	needsPayload?: boolean;
}

/** A base64 image embedded in the JSON. */
export interface ImageSpec {
	/** Maximum size in kB, by version of the flow. */
	maxKb(version: Version): number;
	/** Whether Meta documents the size as a limit or only as a recommendation. */
	isLimit: boolean;
	types: ReadonlyArray<'JPEG' | 'PNG' | 'WebP'>;
}

/** What a property accepts. */
export interface PropertySpec {
	type: Types;
	required?: boolean;
	/** All of Meta's examples have it, but it is not documented as required. */
	expected?: boolean;
	/** First version that supports it, if later than 5.0. */
	since?: Version;
	/** Known to work, but missing in Meta's reference. */
	undocumented?: boolean;
	/** Does not accept `${...}`. */
	fixed?: boolean;
	/** The name of an input: it cannot be dynamic. */
	identity?: boolean;
	/** Must be a `${...}`. */
	dynamic?: boolean;
	/** Only for components outside a Form. */
	outsideForm?: boolean;
	values?: readonly string[];
	/** Characters. WhatsApp truncates longer text. */
	max?: number;
	/** Whether blank text is rejected; from 6.0 by default. */
	notBlank?: boolean;
	range?: readonly [number, number];
	whole?: boolean;
	/** Accepts numeric text too. */
	digits?: boolean;
	format?: Format;
	image?: ImageSpec;
	/** Minimum and maximum number of list entries that Meta accepts. */
	count?: readonly [number, number];
	/** Documented number of list entries, where Meta accepts others: reported as a warning. */
	advisedCount?: readonly [number, number];
	items?: PropertySpec;
	properties?: Readonly<Record<string, PropertySpec>>;
	action?: ActionSlot;
	/** An expression that results in true or false, without backticks. */
	condition?: boolean;
	/** Strings in it can be `${...}`, at any depth: an action's payload. */
	payload?: boolean;
}

/** A component type: its properties, and where it is allowed. Each has its own table in `components/`. */
export interface ComponentSpec {
	type: string;
	since?: Version;
	/** Maximum number per screen; for If and Switch, the branch with the most counts. */
	perScreen?: number;
	perFlow?: number;
	/** Types of `${form.name}`; absent for components without an input. */
	value?(component: JsonObject): Types;
	properties: Readonly<Record<string, PropertySpec>>;
	/** Its properties that contain components, by the name of the branch. */
	branches?(component: JsonObject): Array<{ keys: Array<string | number>; children: unknown }>;
	/** Components that its branches accept; all except containers when absent. */
	holds?(type: string, version: Version): boolean;
	/** Checks that involve more than one property. */
	checks?: ReadonlyArray<(node: Node, place: ValidationContext) => void>;
}

/** A component in the tree of a screen. */
export interface Node {
	component: JsonObject;
	path: Path;
	/** undefined for an unknown type, and for the layout. */
	spec?: ComponentSpec;
	parent?: Node;
	branches: Node[][];
}

/** An input of a screen. */
export interface Field {
	node: Node;
	types: Types;
}

/** The parts of a data model entry that are used here. */
export interface Schema {
	type?: unknown;
	items?: unknown;
	properties?: unknown;
}

export interface Screen {
	raw: JsonObject;
	path: Path;
	/** '' when missing. */
	id: string;
	terminal: boolean;
	/** undefined when it is present but not an object; references to it are then not checked. */
	data?: JsonObject;
	/** Top-level components of the layout, with their children. */
	roots: Node[];
	/** All components, in order. */
	nodes: Node[];
	/** Names of components, except Forms. */
	names: Set<string>;
	fields: Map<string, Field>;
	forms: Node[];
	/** Targets of its actions, with the type of the component that has the action. */
	routes: Array<{ to: string; path: Path; component: string }>;
}

export interface Flow {
	raw: JsonObject;
	findings: Findings;
	/** The version whose rules apply; for a newer flow, the latest version known here. */
	version: Version;
	/** Whether the flow has an endpoint: `data_api_version` is present. */
	endpoint: boolean;
	screens: Screen[];
	byId: Map<string, Screen>;
}

/** The context of a check. */
export interface ValidationContext {
	flow: Flow;
	screen: Screen;
	/** The component as named in messages: `TextInput 'email'`. */
	what: string;
	inForm: boolean;
	/** The component's type; '' outside of components. */
	component: string;
}

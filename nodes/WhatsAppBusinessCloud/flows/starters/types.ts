/** A text of a starter that the user can change. */
export interface StarterText {
	displayName: string;
	default: string;
	/** Maximum number of characters; of each entry, for a list. WhatsApp docs: Flows > Components. */
	max: number;
	description?: string;
	/** One entry per line: the options of a question. */
	list?: { max: number };
	/** Shown in the form; the others are optional fields. */
	main?: true;
}

/** The texts as the user wants them. Lists have at least one entry. */
export interface StarterTexts<Key extends string> {
	text: (key: Key) => string;
	list: (key: Key) => string[];
}

/** A Flow that works as it is: one screen, without an endpoint. */
export interface Starter<Key extends string = string> {
	/** Value of the `starter` parameter, and the beginning of the names of its texts' parameters. */
	value: string;
	name: string;
	description: string;
	texts: Readonly<Record<Key, StarterText>>;
	/** The components of the screen, the footer last. */
	screen(texts: StarterTexts<Key>): { id: string; title: string; children: object[] };
}

/** Texts by plural category (Unicode CLDR). `other` stands for missing categories; `{n}` is the number. */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** All texts of the pages and of the messages with a question, in one language. `{...}` is replaced. */
export interface Texts {
	/** Buttons of messages, up to 20 characters. */
	respond: string;
	choose: string;
	approve: string;
	decline: string;
	/** Below a question, if 'Append n8n Attribution' is on. */
	sentWithN8n: string;

	/** Title of the browser's tab if the page has none. */
	yourResponse: string;
	/** Label of the text field of a free-text answer. */
	response: string;
	submit: string;
	/** First entry of a dropdown. */
	pleaseSelect: string;
	/** Explains the asterisk. */
	required: string;

	/** A number of options, as in `atLeast`. */
	options: Plural;
	/** Hints at checkboxes. */
	selectExactly: string;
	selectAtLeast: string;
	selectBetween: string;

	/** Above a form with errors; `{n}` is the number of fields. */
	notSent: Plural;
	/** Errors of fields. */
	fillIn: string;
	selectFile: string;
	selectOneFile: string;
	selectFewerFiles: string;
	wrongFileType: string;
	fileTooLarge: string;
	notInList: string;
	selectOne: string;
	exactly: string;
	atLeast: string;
	atMost: string;
	enterDate: string;
	enterNumber: string;
	enterEmail: string;
	shorten: string;

	/** Pages with a title and a text only. */
	thanks: string;
	thanksText: string;
	answered: string;
	answeredText: string;
	outdated: string;
	outdatedText: string;
	unavailable: string;
	unavailableText: string;
	replyInChat: string;
	replyInChatText: string;
	notReceived: string;
	notReceivedText: string;
}

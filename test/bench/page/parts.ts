/** A part of the benchmark on the page. */
export interface PagePart {
	title: string;
	/** What is measured, and how. */
	text: string;
	/** Below the table, in Markdown. */
	picture?: string;
}

/** The parts in the order of the page, by name. `plan` is in docs/scale.md. */
export const PAGE_PARTS: Record<string, PagePart> = {
	campaign: {
		title: 'A campaign',
		text: 'To 10,000 recipients at 80 messages per second, with 120 ms latency and jitter. Of the responses, 2% are 130429, 1% are 131056, 0.5% are HTTP 500, and 0.2% are lost after Meta has accepted the message. This package three times, the built-in node once.',
		picture: '![Messages accepted over time, by this package and by the built-in node](benchmark.svg)',
	},
	pool: {
		title: 'A campaign from several numbers',
		text: 'To 10,000 recipients from ten numbers with 20 messages per second each. Meta blocks two of them half-way.',
	},
	broadcast: {
		title: 'A broadcast',
		text: '1,000 messages at 80 per second with 50 ms latency, in an n8n that has just started, and in one that has just sent 100,000 messages (`npm run bench -- memory broadcastAfter`).',
	},
	unlimited: { title: 'A run without a limit', text: '1,000 messages, as fast as possible, with 50 ms latency.' },
	durable: {
		title: 'A run with *Campaign*',
		text: 'The same; with the option *Campaign*, each message is recorded in the database of n8n.',
	},
	templates: { title: 'Templates', text: '1,000 templates with ten variables, as fast as possible.' },
	fast: {
		title: 'A fast number',
		text: '5,000 messages from a number with 1,000 per second. The shares show where n8n spends its time.',
	},
	crash: {
		title: 'n8n is killed',
		text: '`kill -9` at 20 random points of a campaign to 400 (built-in node: 3). The campaign then runs again.',
	},
	crashWorker: { title: 'A worker is killed', text: 'The same in queue mode with two workers.' },
	scale: {
		title: 'Queue mode',
		text: '4,000 messages from a number with 1,000 per second, in eight executions. All processes share two cores.',
	},
	share: {
		title: 'One number, several processes',
		text: '3,200 messages from a number with 80 per second, sent by processes that do not know of each other.',
	},
	memory: {
		title: 'Memory of a run',
		text: 'Peak memory of n8n, as fast as possible, with 20 ms latency. Each run in an n8n that has just started. [Large runs](large-runs.md#memory) explains what the memory consists of.',
	},
	held: {
		title: 'Heap of a run',
		text: '100,000 messages, without n8n and the network, compared with a loop that outputs the same items.',
	},
	upload: { title: 'Upload', text: 'A document of 95 MB, from disk to WhatsApp.' },
	download: {
		title: 'Download',
		text: 'A document of 95 MB, from WhatsApp to disk; with the built-in nodes, by reading the media URL and HTTP Request.',
	},
	receive: {
		title: 'Receiving',
		text: 'From a delivery of Meta to the HTTP status 200. At a steady rate, 100 at once, and with 1,000 messages in one payload. "The trigger alone" is without n8n and the network.',
	},
	reject: {
		title: 'Forged requests',
		text: 'CPU of n8n for each request that has no signature, or one made with a wrong key.',
	},
	chat: {
		title: 'Chats',
		text: "From a customer's message to the reply: a trigger, Edit Fields and Send, in the default settings of n8n and with [`N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE`](receiving.md#responses-to-whatsapp).",
	},
	endpoint: {
		title: 'Flow screens',
		text: "From a Flow's request to its response: the Flow endpoint trigger and *Respond to Endpoint*, with decryption and signature, compared with nodes of n8n that have nothing to decrypt.",
	},
	start: { title: 'Start of n8n', text: 'What the package adds to the start of n8n, and to an idle n8n.' },
	validate: { title: 'Flow JSON', text: 'Time to validate a Flow JSON of 10 MB.' },
	remembered: { title: 'Remembered events', text: 'Memory of the triggers for finding duplicates, without n8n.' },
	longRun: {
		title: 'A day and a half',
		text: '50 workflows with triggers receive 1,500,000 events and send 45,000 messages in 36 simulated hours. [Scale](scale.md) has a limit for everything that a process remembers.',
	},
};

/** The table at the top of the page: the part and the text of a figure, and its label there. */
export const IN_SHORT: Array<{ part: string; what: string; label: string }> = [
	{ part: 'campaign', what: 'people reached', label: 'A campaign to 10,000: recipients reached' },
	{
		part: 'campaign',
		what: "time / the limit's own time (125 s)",
		label: "... duration, divided by the shortest that Meta's limit allows",
	},
	{ part: 'campaign', what: 'CPU per person reached', label: '... CPU per recipient reached' },
	{ part: 'crash', what: 'sent twice', label: 'n8n killed in a campaign: messages sent twice' },
	{ part: 'crash', what: 'lost', label: '... messages lost' },
	{ part: 'broadcast', what: 'in a fresh n8n, accepted of 1,000', label: '1,000 messages at 80 per second: accepted' },
	{ part: 'unlimited', what: 'time for 1,000 messages', label: '1,000 messages without a limit: time' },
	{ part: 'templates', what: 'time for 1,000 messages', label: '1,000 templates with ten variables: time' },
	{ part: 'memory', what: '10,000 messages: what sending adds', label: '10,000 messages: additional memory' },
	{ part: 'upload', what: 'extra memory, 95 MB document', label: 'Upload of 95 MB: additional memory' },
	{
		part: 'receive',
		what: 'webhook to 200, 300 messages at 5/s, p50',
		label: "From Meta's delivery to the response: median",
	},
	{ part: 'chat', what: '1 at a time, message to reply, p50', label: "From a customer's message to the reply: median" },
	{ part: 'start', what: "n8n's loader, time", label: 'Loading the package when n8n starts: time' },
];

import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { N8nRest, type SavedCredential, type SavedWorkflow } from '../../../scripts/n8n/rest';

const CREATED = '2026-01-01T00:00:00.000Z';

/** A workflow in the fake n8n. */
export interface FakeWorkflow extends SavedWorkflow {
	id: string;
	/** The version that is published. */
	published?: string;
}

/** The part of n8n's REST API that keeps workflows and credentials, over HTTP. */
export interface FakeN8n {
	rest: N8nRest;
	/** In the order in which they were created. */
	workflows: FakeWorkflow[];
	/** The requests that changed something, such as "PATCH /rest/workflows/1". */
	changes: string[];
	/** If set, n8n rejects to publish with this message. */
	publishError?: string;
	/** A file in a folder of its own. */
	recordFile: string;
	close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, unknown>;
}

class Answers {
	readonly workflows: FakeWorkflow[] = [];

	readonly credentials: SavedCredential[] = [];

	publishError?: string;

	/** @returns undefined for what this n8n does not have */
	answer(method: string, path: string, body: Record<string, unknown>): unknown {
		const [, , kind, id, what] = path.split('/').map(decodeURIComponent);
		if (kind === 'credentials') return this.credential(method, id, body);
		if (id === undefined) return method === 'POST' ? this.create(body) : this.workflows;
		const workflow = this.workflows.find((one) => one.id === id);
		if (!workflow) return undefined;
		if (method === 'PATCH') this.update(workflow, body);
		if (what === 'activate') return this.publish(workflow, body);
		if (what === 'deactivate') return Object.assign(workflow, { active: false, published: undefined });
		return what === undefined ? workflow : undefined;
	}

	private credential(method: string, id: string | undefined, body: Record<string, unknown>): unknown {
		if (method === 'GET') return this.credentials;
		const { name, type } = body as { name: string; type: string };
		const saved = { id: id ?? `credential ${name}`, name, type };
		if (method === 'POST') this.credentials.push(saved);
		return saved;
	}

	private create(body: Record<string, unknown>): FakeWorkflow {
		const workflow = { ...body, id: `workflow ${this.workflows.length + 1}`, versionId: 'v1' } as FakeWorkflow;
		this.workflows.push(Object.assign(workflow, { createdAt: CREATED, updatedAt: CREATED }));
		return workflow;
	}

	private update(workflow: FakeWorkflow, body: Record<string, unknown>): void {
		Object.assign(workflow, body, { versionId: `${workflow.versionId}+`, updatedAt: '2026-01-02T00:00:00.000Z' });
	}

	private publish(workflow: FakeWorkflow, { versionId }: Record<string, unknown>): unknown {
		if (this.publishError !== undefined) throw new Error(this.publishError);
		return Object.assign(workflow, { active: true, published: versionId });
	}
}

/** Starts a fake n8n without workflows and credentials. */
export async function startFakeN8n(): Promise<FakeN8n> {
	const answers = new Answers();
	const changes: string[] = [];
	const server = createServer((request, response) => {
		const { method = '', url = '' } = request;
		const respond = (status: number, content: object): void => {
			response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
		};
		void bodyOf(request).then((body) => {
			const [path] = url.split('?');
			if (method !== 'GET') changes.push(`${method} ${path}`);
			try {
				const data = answers.answer(method, path, body);
				if (data === undefined) respond(404, { message: 'not found' });
				else respond(200, { data });
			} catch (thrown) {
				respond(400, { message: (thrown as Error).message });
			}
		});
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const folder = mkdtempSync(join(tmpdir(), 'fake-n8n-'));
	return {
		rest: new N8nRest(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
		workflows: answers.workflows,
		changes,
		set publishError(message: string) {
			answers.publishError = message;
		},
		recordFile: join(folder, 'examples.json'),
		close: async () => {
			rmSync(folder, { recursive: true });
			server.closeAllConnections();
			await new Promise((done) => server.close(done));
		},
	};
}

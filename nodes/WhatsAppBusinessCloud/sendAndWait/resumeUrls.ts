import type { IDataObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { InputError } from '../shared/inputError';
import { runIndexOf } from '../shared/runIndex';

/** Under which a node's run notes that it asks, in the execution's own data. */
const KEY = 'askedInRun';

/** Signs addresses for one question. */
export interface ResumeUrlSigner {
	/** @param answer what opening the address with POST answers; none for the page */
	url(answer?: string): string;
}

/**
 * Opens the question of this run of the node. Each run's addresses are its own: in a loop, the link of an earlier question
 * does not answer a later one.
 * @throws InputError on an n8n that cannot sign addresses
 */
export function createResumeUrlSigner(context: IExecuteFunctions): ResumeUrlSigner {
	if (typeof context.getSignedResumeUrl !== 'function') {
		throw new InputError(
			'Operation',
			"This n8n is too old for 'Send and Wait for Response'",
			'Update n8n: signed links came with version 1.107',
		);
	}
	// n8n 1.x checks signatures only of executions that ask for it; 2.x always does, and has no such method any more.
	(context as { setSignatureValidationRequired?: () => void }).setSignatureValidationRequired?.();
	const run = String(runIndexOf(context));
	(context.getContext('node') as IDataObject)[KEY] = run;
	return {
		url: (answer) => context.getSignedResumeUrl({ ...(answer === undefined ? {} : { answer }), run }),
	};
}

/** Whether the address that was opened belongs to an earlier question of the same node. */
export function isStale(context: IWebhookFunctions, run: unknown): boolean {
	const name = JSON.stringify(context.getNode().name).replace(/[{}]/g, (brace) =>
		brace === '{' ? '\\u007b' : '\\u007d',
	);
	const asked = evaluated(context, `{{ $node[${name}].context["${KEY}"] }}`);
	// Where n8n does not tell (a test run with pinned data), the signature alone decides.
	return typeof asked === 'string' && asked !== run;
}

function evaluated(context: IWebhookFunctions, expression: string): unknown {
	try {
		return context.evaluateExpression(expression, 0);
	} catch {
		return undefined;
	}
}

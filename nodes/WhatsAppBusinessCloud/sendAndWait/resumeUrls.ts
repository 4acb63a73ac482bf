import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { InputError } from '../shared/inputError';
import { runIndexOf } from '../shared/runIndex';

/** Key in the execution's data under which a run of the node records that it asked. */
const KEY = 'askedInRun';

/** Signs URLs for one question. */
export interface ResumeUrlSigner {
	/** @param answer the answer given by a POST to the URL; omit for the page */
	url(answer?: string): string;
}

/**
 * Creates the signer for this run of the node. Each run has its own URLs: in a loop, the link of an earlier question
 * does not answer a later one.
 * @throws InputError if this n8n version cannot sign URLs
 */
export function createResumeUrlSigner(context: IExecuteFunctions): ResumeUrlSigner {
	if (typeof context.getSignedResumeUrl !== 'function') {
		throw new InputError(
			'Operation',
			() => "'Send and Wait for Response' needs a newer version of n8n",
			'Update n8n to version 1.107 or later',
		);
	}
	// n8n 1.x checks signatures only for executions that request it; 2.x always does, and no longer has this method.
	(context as { setSignatureValidationRequired?: () => void }).setSignatureValidationRequired?.();
	const run = String(runIndexOf(context));
	context.getContext('node')[KEY] = run;
	return {
		url: (answer) => context.getSignedResumeUrl({ ...(answer === undefined ? {} : { answer }), run }),
	};
}

/** Whether the opened URL belongs to an earlier question of the same node. */
export function isStale(context: IWebhookFunctions, run: unknown): boolean {
	const name = JSON.stringify(context.getNode().name).replace(/[{}]/g, (brace) =>
		brace === '{' ? '\\u007b' : '\\u007d',
	);
	const currentRun = evaluateOrUndefined(context, `{{ $node[${name}].context["${KEY}"] }}`);
	// If n8n does not provide the run (test run with pinned data), only the signature decides.
	return typeof currentRun === 'string' && currentRun !== run;
}

function evaluateOrUndefined(context: IWebhookFunctions, expression: string): unknown {
	try {
		return context.evaluateExpression(expression, 0);
	} catch {
		return undefined;
	}
}

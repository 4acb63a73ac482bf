import { useState } from 'preact/hooks';
import type { JSX } from 'preact';
import type { BusinessView, Decision, TemplateView } from '../businessApi/types';
import { postToBusiness } from '../phone/api';
import { attempt, problem } from '../phone/store';
import { Panel, State } from './Panel';

const words: Record<Decision, [button: string, done: string]> = {
	approve: ['Approve', 'approved'],
	reject: ['Reject', 'rejected'],
	pause: ['Pause', 'paused'],
};

async function decide({ id, name }: TemplateView, decision: Decision): Promise<void> {
	const isDone = await attempt(async () => await postToBusiness(`templates/${id}`, { decision }));
	if (isDone) problem.value = `${name} was ${words[decision][1]}`;
}

/** The templates, with what Meta's review may decide. Each decision sends a webhook. */
export function Templates({ templates }: Pick<BusinessView, 'templates'>): JSX.Element {
	const [search, setSearch] = useState('');
	const wanted = search.trim().toLowerCase();
	const shown = templates.filter(({ name, status, category, language, text }) =>
		`${name} ${status} ${category} ${language} ${text}`.toLowerCase().includes(wanted),
	);
	return (
		<Panel id="templates" title="Templates" note={`${shown.length} of ${templates.length}`} wide>
			<input
				class="search"
				type="search"
				placeholder="Search by name, state, category, language or text"
				aria-label="Search templates"
				value={search}
				onInput={({ currentTarget }) => setSearch(currentTarget.value)}
			/>
			<ul class="lines scroll" tabIndex={0} aria-label="Templates">
				{shown.map((template) => (
					<Line key={template.id} template={template} />
				))}
			</ul>
		</Panel>
	);
}

function Line({ template }: { template: TemplateView }): JSX.Element {
	const { name, language, category, status, text, reason, decisions } = template;
	return (
		<li data-template={name}>
			<span class="about">
				<b>{name}</b> <State state={status} />
				<small>
					{language} · {category.toLowerCase()}
					{reason !== undefined && ` · ${reason.replace(/_/g, ' ').toLowerCase()}`}
				</small>
				<small class="clamp">{text}</small>
			</span>
			<span class="does">
				{decisions.map((decision) => (
					<button
						type="button"
						class="small"
						aria-label={`${words[decision][0]} ${name} (${language})`}
						onClick={() => void decide(template, decision)}
					>
						{words[decision][0]}
					</button>
				))}
			</span>
		</li>
	);
}

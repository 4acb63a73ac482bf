import { demoTemplates, seedTemplates } from './seed';
import { seedFileTemplates, type SeedFile } from '../seedFile';
import type { Template } from './types';

/** The templates of the account, newest first. */
export class TemplateStore {
	private templates: Template[] = [];
	private idCount = 0;

	/**
	 * @param isDemo whether to use the templates of the account for demonstrations
	 * @param given the templates of a seed file, in place of those
	 */
	constructor(
		private readonly isDemo = false,
		private readonly given?: SeedFile['templates'],
	) {
		this.reset();
	}

	/** Resets to the seed. */
	reset(): void {
		if (this.given) this.templates = seedFileTemplates(this.given);
		else this.templates = this.isDemo ? demoTemplates() : seedTemplates();
		this.idCount = 0;
	}

	all(): readonly Template[] {
		return this.templates;
	}

	find(id: string): Template | undefined {
		return this.templates.find((template) => template.id === id);
	}

	named(name: string): Template[] {
		return this.templates.filter((template) => template.name === name);
	}

	/** Adds a template, newest first as Meta lists them. */
	add(template: Omit<Template, 'id'> & { id?: string }): Template {
		this.idCount += 1;
		const added = { ...template, id: template.id ?? `5950000000${String(this.idCount).padStart(5, '0')}` } as Template;
		this.templates.unshift(added);
		return added;
	}

	/** @returns whether the template existed */
	remove(id: string): boolean {
		const before = this.templates.length;
		this.templates = this.templates.filter((template) => template.id !== id);
		return this.templates.length < before;
	}

	/** For a state file. */
	snapshot(): unknown {
		return { templates: this.templates, idCount: this.idCount };
	}

	restore(saved: unknown): void {
		Object.assign(this, saved);
	}
}

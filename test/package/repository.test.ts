import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { filesBelow, root } from './packed';

interface Workflow {
	permissions: Record<string, string>;
	jobs: Record<string, { permissions?: Record<string, string>; steps: Array<{ run?: string; uses?: string }> }>;
}

const folder = join(root, '.github');
const read = <T>(file: string): T => parse(readFileSync(join(folder, file), 'utf8')) as T;
const commands = (job: Workflow['jobs'][string]): string[] =>
	job.steps.map(({ run }) => run).filter((run): run is string => run !== undefined);

describe('.github', () => {
	it('has YAML files without errors', () => {
		const files = filesBelow(folder).filter((file) => file.endsWith('.yml'));
		expect(files.length).toBeGreaterThan(0);
		expect(files.filter((file) => typeof read(file) !== 'object')).toEqual([]);
	});

	it('runs the same checks as developers do, with read access only', () => {
		const { permissions, jobs } = read<Workflow>('workflows/ci.yml');
		expect(permissions).toEqual({ contents: 'read' });
		expect(commands(jobs.checks)).toEqual(['bash .ci/run']);
	});

	it('publishes only what passed all checks, with provenance', () => {
		const { permissions, jobs } = read<Workflow>('workflows/publish.yml');
		expect(permissions).toEqual({ contents: 'read' });
		expect(jobs.publish.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
		expect(commands(jobs.publish).slice(1)).toEqual(['bash .ci/run', 'npm publish --provenance --access public']);
		expect(commands(jobs.publish)[0]).toContain('require("./package.json").version');
	});

	it('counts the next version from the one in package.json, and publishes it', () => {
		const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
		expect(JSON.parse(readFileSync(join(folder, 'release-please-manifest.json'), 'utf8'))).toEqual({ '.': version });
		const { permissions, jobs } = read<Workflow>('workflows/release.yml');
		expect(permissions).toEqual({ contents: 'read' });
		expect(commands(jobs.release).at(-1)).toBe('gh workflow run publish.yml --ref "$TAG"');
		expect(read<{ on: object }>('workflows/publish.yml').on).toHaveProperty('workflow_dispatch');
	});

	it('asks in bug reports for versions, mode, operation, error code and what happened', () => {
		const { body } = read<{ body: Array<{ id?: string; validations?: { required: boolean } }> }>(
			'ISSUE_TEMPLATE/bug.yml',
		);
		const fields = body.filter(({ id }) => id !== undefined);
		expect(fields.map(({ id }) => id)).toEqual(['package', 'n8n', 'mode', 'operation', 'code', 'what', 'steps']);
		expect(fields.filter(({ validations }) => validations?.required).map(({ id }) => id)).toEqual([
			'package',
			'n8n',
			'mode',
			'operation',
			'what',
		]);
	});
});

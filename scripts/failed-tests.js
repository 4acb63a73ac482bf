const { relative } = require('node:path');
const { stripVTControlCharacters } = require('node:util');

const LINES = 25;

const shorten = (text) => stripVTControlCharacters(text).trim().split('\n').slice(0, LINES).join('\n');

/**
 * What jest's aggregated results say about failed tests: per test its file, its full name and the first lines of its
 * message. A test file that cannot run counts as one test.
 */
module.exports = function failedTests({ testResults }) {
	return testResults.flatMap(({ testFilePath, displayName, testExecError, failureMessage, testResults: tests }) => {
		const file = [displayName?.name, relative(`${__dirname}/..`, testFilePath)].filter(Boolean).join(' ');
		const failed = tests.filter(({ status }) => status === 'failed');
		return testExecError && failed.length === 0
			? [{ file, name: 'cannot run', message: shorten(failureMessage ?? '') }]
			: failed.map(({ fullName, failureMessages }) => ({
					file,
					name: fullName,
					message: shorten(failureMessages.join('\n')),
				}));
	});
};

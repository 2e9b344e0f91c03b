/** What programs put around a person's text: none of it may change the language that is told. */
export const HARNESSES: readonly ((text: string) => string)[] = [
  (t) =>
    `<environment_context>\n  <cwd>/home/anna/projects/shop</cwd>\n  <approval_policy>on-request</approval_policy>\n</environment_context>\n\n${t}`,
  (t) =>
    `${t}\n\n\`\`\`python\nfor item in the_items:\n    print("please check this value", item)  # where is it\n\`\`\``,
  (t) =>
    `<system-reminder>\nThe user opened the file in the editor. This may not be related to the task.\n</system-reminder>\n${t}`,
  (t) => `${t} https://docs.example.org/en/getting-started/how-to-install-the-package`,
  (t) => `${t}\n{"status": "failed", "message": "The request could not be completed", "code": 500}`,
  (t) => `$ npm run build && git status\n${t}`,
  (t) => `[PERSON_1] ${t} [EMAIL_1] [ORGANIZATION_2]`,
  (t) => `${t} src/components/UserProfileForm.tsx getUserById max_retry_count`,
  (t) => `${t}\nTraceback (most recent call last):\n  File "/usr/lib/python3.11/site.py", line 4, in main`,
  (t) => `@README.md ${t} \`git rebase --interactive\` --verbose support@example.com`,
];

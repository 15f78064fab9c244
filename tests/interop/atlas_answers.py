"""Calls every operation of the published Atlas document against the sandbox and compares each answer
with it: status, media type, body. Skips when the document is not there.

Usage: atlas_answers.py SANDBOX_PROGRAM DOCUMENT"""

import json
import pathlib
import sys
import urllib.parse

from openapi import Document
from sandbox import Sandbox

SKIPPED = 77
VERSION = "application/vnd.atlas.2025-03-12+json"


class Checker:
    """Sends calls and collects what is wrong with their answers."""

    def __init__(self, document, sandbox):
        self._document = document
        self._sandbox = sandbox
        self.token = ""
        self.called = set()
        self.complaints = []
        self.answers = 0

    def sign_in(self, client_id, secret):
        self.token = self._sandbox.token(client_id, secret).json()["access_token"]

    def call(self, operation_id, expected, body=None, query="", source="127.0.0.1", **values):
        """The answer's body, or nothing for 204."""
        method, path, operation = self._document.operations[operation_id]
        values = {name: urllib.parse.quote(value, safe=":") for name, value in values.items()}
        headers = {"Accept": VERSION}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if body is not None:
            headers["Content-Type"] = VERSION
        target = path.format(**values) + (f"?{query}" if query else "")
        answer = self._sandbox.send(
            method, target, headers, None if body is None else json.dumps(body), source)
        self._check(operation_id, operation, answer, expected, bool(query))
        if answer.status < 300:
            self.called.add(operation_id)
        return answer.json() if answer.text else None

    def _check(self, operation_id, operation, answer, expected, has_query):
        self.answers += 1
        place = f"{operation_id} {answer.status}"
        if answer.status != expected:
            self._complain(place, [f"{expected} was expected: {answer.text.decode()}"])
        declared = operation["responses"].get(str(answer.status))
        if declared is None:
            # Paging is declared without its error.
            if not (answer.status == 400 and has_query):
                self._complain(place, ["is not declared"])
            declared = self._document.resolve({"$ref": "#/components/responses/badRequest"})
        declared = self._document.resolve(declared)
        contents = declared.get("content", {})
        if answer.status == 204:
            self._complain(place, ["204 has a body"] if answer.text else [])
        elif answer.media_type not in contents:
            self._complain(place, [f"{answer.media_type} is not declared"])
        else:
            schema = contents[answer.media_type]["schema"]
            self._complain(place, self._document.differences(schema, answer.json()))
        if answer.status < 300:
            missing = [name for name in declared.get("headers", {}) if name not in answer.headers]
            self._complain(place, [f"{name} is missing" for name in missing])

    def _complain(self, place, sentences):
        self.complaints += [f"{place}: {sentence}" for sentence in sentences]


def new_account(role, hours=720):
    return {
        "name": "Interop", "description": "made by a test", "roles": [role],
        "secretExpiresAfterHours": hours,
    }


def read_everything(check, org, project):
    check.call("getSystemStatus", 200)
    check.call("listOrgs", 200, query="name=ac")
    check.call("getOrg", 200, orgId=org)
    check.call("listGroups", 200)
    check.call("getOrgGroups", 200, orgId=org)
    check.call("getGroup", 200, groupId=project)
    check.call("getGroupByName", 200, groupName="prod")
    clusters = check.call("listClusters", 200, groupId=project)["results"]
    check.call("getCluster", 200, groupId=project, clusterName=clusters[0]["name"])
    check.call("listOrgApiKeys", 200, orgId=org)
    accounts = check.call("listOrgServiceAccounts", 200, orgId=org)["results"]
    check.call("listGroupServiceAccounts", 200, groupId=project)
    for account in accounts:
        scope = {"orgId": org, "clientId": account["clientId"]}
        check.call("getOrgServiceAccount", 200, **scope)
        check.call("listOrgAccessList", 200, **scope)
        check.call("getServiceAccountGroups", 200, **scope)


def live_an_organization_account(check, org):
    created = check.call(
        "createOrgServiceAccount", 201, new_account("ORG_READ_ONLY"), orgId=org)
    scope = {"orgId": org, "clientId": created["clientId"]}
    check.call("updateOrgServiceAccount", 200, {"name": "Renamed"}, **scope)
    check.call("createOrgSecret", 201, {"secretExpiresAfterHours": 24}, **scope)
    check.call("createOrgSecret", 400, {"secretExpiresAfterHours": 24}, **scope)
    check.call(
        "deleteOrgSecret", 204, secretId=created["secrets"][0]["id"], **scope)
    entries = [
        {"ipAddress": "203.0.113.10"}, {"cidrBlock": "198.51.100.0/24"},
        {"ipAddress": "2001:db8:0:0:0:0:0:1"}, {"cidrBlock": "2001:db8::/32"},
        {"ipAddress": "127.0.0.1"}]
    check.call("createOrgAccessList", 200, entries, **scope)
    check.call("createOrgAccessList", 409, entries[:1], **scope)
    check.call("createOrgAccessList", 400, [{"ipAddress": "nowhere"}], **scope)
    check.call("deleteOrgAccessEntry", 204, ipAddress="198.51.100.0/24", **scope)
    check.call("deleteOrgAccessEntry", 204, ipAddress="2001:db8:0:0:0:0:0:1", **scope)
    check.call("deleteOrgAccessEntry", 400, ipAddress="127.0.0.1", **scope)
    check.call("deleteOrgAccessEntry", 404, ipAddress="192.0.2.200", **scope)
    check.call("deleteOrgServiceAccount", 204, **scope)
    check.call("getOrgServiceAccount", 404, **scope)


def live_a_project_account(check, org, projects):
    created = check.call(
        "createGroupServiceAccount", 201, new_account("GROUP_OWNER"), groupId=projects[0])
    client = created["clientId"]
    scope = {"groupId": projects[0], "clientId": client}
    check.call("getGroupServiceAccount", 200, **scope)
    check.call(
        "updateGroupServiceAccount", 200, {"roles": ["GROUP_READ_ONLY", "GROUP_OWNER"]}, **scope)
    secret = check.call("createGroupSecret", 201, {"secretExpiresAfterHours": 8}, **scope)
    check.call("deleteGroupSecret", 204, secretId=created["secrets"][0]["id"], **scope)
    check.call("createAccessList", 200, [{"cidrBlock": "127.0.0.0/31"}], **scope)
    as_owner = check.token
    check.sign_in(client, secret["secret"])
    check.call("listAccessList", 200, **scope)
    check.call("listOrgServiceAccounts", 403, orgId=org)
    check.call("listAccessList", 403, source="127.0.0.9", **scope)
    check.token = as_owner
    check.call("listAccessList", 200, **scope)  # with usage now
    check.call("createAccessList", 200, [{"ipAddress": "203.0.113.10"}], **scope)
    check.call("deleteGroupAccessEntry", 204, ipAddress="203.0.113.10", **scope)
    check.call(
        "inviteGroupServiceAccount", 200, {"roles": ["GROUP_READ_ONLY"]}, groupId=projects[1],
        clientId=client)
    check.call("getServiceAccountGroups", 200, orgId=org, clientId=client)
    check.call("deleteGroupServiceAccount", 204, **scope)


def be_refused(check, org, project):
    check.call("createOrgServiceAccount", 400, {"name": "a/b"}, orgId=org)
    check.call("createOrgServiceAccount", 400, {"enabled": True}, orgId=org)
    check.call("createGroupServiceAccount", 400, new_account("GROUP_OWNER", 3), groupId=project)
    check.call("listOrgServiceAccounts", 400, query="itemsPerPage=501", orgId=org)
    check.call("listOrgServiceAccounts", 404, orgId="0" * 24)
    check.call("getGroup", 404, groupId="0" * 24)
    check.token = ""
    check.call("getSystemStatus", 401)
    check.token = "nonsense"
    check.call("getSystemStatus", 401)


def meet_the_limit(check, org):
    for _ in range(3):
        check.call("listOrgServiceAccounts", 200, orgId=org, query="itemsPerPage=1")
    check.call("listOrgServiceAccounts", 429, orgId=org)


def run(program, document):
    with Sandbox(program) as sandbox:
        check = Checker(document, sandbox)
        atlas = sandbox.atlas
        check.sign_in(atlas["clientId"], atlas["clientSecret"])
        read_everything(check, atlas["orgId"], atlas["projectIds"][0])
        live_an_organization_account(check, atlas["orgId"])
        live_a_project_account(check, atlas["orgId"], atlas["projectIds"])
        be_refused(check, atlas["orgId"], atlas["projectIds"][0])
    with Sandbox(program, "--request-limit", "3") as sandbox:
        limited = Checker(document, sandbox)
        limited.sign_in(sandbox.atlas["clientId"], sandbox.atlas["clientSecret"])
        meet_the_limit(limited, sandbox.atlas["orgId"])
    for operation_id in sorted(set(document.operations) - check.called):
        check.complaints.append(f"{operation_id} was never answered")
    print(f"{check.answers + limited.answers} answers of {len(check.called)} operations compared")
    return check.complaints + limited.complaints


def main():
    program, path = sys.argv[1], pathlib.Path(sys.argv[2])
    if not path.exists():
        print(f"skipped: {path} is not there")
        return SKIPPED
    try:
        import yaml
    except ImportError:
        print("skipped: python3-yaml is not installed")
        return SKIPPED
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    document = Document(yaml.load(path.read_text(encoding="utf-8"), loader))
    complaints = run(program, document)
    for complaint in complaints:
        print(complaint)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())

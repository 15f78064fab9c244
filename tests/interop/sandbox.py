"""Runs keywright-sandbox and talks to its Atlas side."""

import base64
import http.client
import json
import subprocess
import urllib.parse


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.media_type = response.headers.get_content_type()
        self.text = response.read()

    def json(self):
        return json.loads(self.text)


class Sandbox:
    def __init__(self, program, *options):
        self._process = subprocess.Popen(
            [program, "--quiet", *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.atlas = json.loads(self._process.stdout.readline())["atlas"]
        self._host = urllib.parse.urlsplit(self.atlas["url"]).netloc

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()

    def send(self, method, target, headers, body=None, source="127.0.0.1"):
        connection = http.client.HTTPConnection(
            self._host, timeout=20, source_address=(source, 0))
        connection.request(method, target, body, headers)
        answer = Answer(connection.getresponse())
        connection.close()
        return answer

    def token(self, client_id, secret):
        pair = ":".join(urllib.parse.quote_plus(part) for part in (client_id, secret))
        headers = {
            "Authorization": "Basic " + base64.b64encode(pair.encode()).decode(),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        return self.send("POST", "/api/oauth/token", headers, "grant_type=client_credentials")

"""Prints what a URL answers. Python 3.13 looks at certificates as strictly as `--strict` has it here; older ones do not."""
import ssl
import sys
import urllib.request

context = ssl.create_default_context()
if sys.argv[2:] == ["--strict"]:
    context.verify_flags |= ssl.VERIFY_X509_STRICT | ssl.VERIFY_X509_PARTIAL_CHAIN
with urllib.request.urlopen(sys.argv[1], timeout=20, context=context) as answer:
    sys.stdout.write(answer.read().decode())

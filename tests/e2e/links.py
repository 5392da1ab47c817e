"""Which programs bring DCMTK into their process: links.py WITHOUT… -- WITH…

The loader says what it would load; nothing is run.
"""
import os
import subprocess
import sys

without, _, having = " ".join(sys.argv[1:]).partition(" -- ")
status = 0
for programs, wanted in ((without.split(), False), (having.split(), True)):
    for program in programs:
        libraries = subprocess.run([program], env={**os.environ, "LD_TRACE_LOADED_OBJECTS": "1"},
                                   capture_output=True, text=True, check=True).stdout
        if "libglib" not in libraries or ("libdcmdata" in libraries) != wanted:
            print(f"{program}: {'does not load' if wanted else 'loads'} DCMTK")
            status = 1
sys.exit(status)

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What a user of the installed library writes in Python, with nothing but ctypes: consumer.py LIBRARY"""
import ctypes
import sys

coprod = ctypes.CDLL(sys.argv[1])
coprod.coprod_version_text.restype = ctypes.c_char_p
coprod.coprod_spectrum_builtin.argtypes = [ctypes.c_char_p, ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p)]
coprod.coprod_spectrum_free.argtypes = [ctypes.c_void_p]
coprod.coprod_spectrum_rank.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.POINTER(ctypes.c_int32)]
spectrum, rank = ctypes.c_void_p(), ctypes.c_int32()
status = coprod.coprod_spectrum_builtin(b"nhse5", None, spectrum)
status = status or coprod.coprod_spectrum_rank(spectrum, b"co-design", rank)
print(coprod.coprod_version_text().decode(), coprod.coprod_version(), status, rank.value)
coprod.coprod_spectrum_free(spectrum)
sys.exit(status != 0)

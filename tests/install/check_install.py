#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Installs the library into an empty folder and uses it from there as others would.

check_install.py [--refresh] SOURCE_ROOT [BUILD]     --refresh writes the list of installed files

It is built once, as a subproject of another meson project, and installed from there. Outside the source tree: C and C++
by pkg-config, C with the static library, CMake, the other project, Python; and without the pkg-config file it must fail.
The installed files are those of tests/install/installed.txt; BUILD, a finished build with libdir "lib", installs the
same into an empty root.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
EXPECTED = "Co-design / Co-design / Co-design"
CMAKE = """cmake_minimum_required(VERSION 3.18)
project(consumer C)
find_package(PkgConfig REQUIRED)
pkg_check_modules(COPROD REQUIRED IMPORTED_TARGET libcoprod)
add_executable(consumer consumer.c)
target_link_libraries(consumer PkgConfig::COPROD)
"""
MESON = """project('consumer', 'c')
executable('consumer', 'consumer.c',
  dependencies: dependency('libcoprod', fallback: 'libcoprod', default_options: ['tests=false', 'sql=disabled']))
"""
WARNINGS = ["-Wall", "-Wextra", "-Werror", "-pedantic"]


class Step(Exception):
    """What went wrong in a step."""


def run(*command, **options):
    options.setdefault("env", os.environ)
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, **options)
    if done.returncode:
        raise Step(f"{' '.join(command)}\nexit {done.returncode}\n{done.stdout}")
    return done.stdout


class Install:
    def __init__(self, source, folder):
        self.source, self.folder = source, folder
        self.prefix = os.path.join(folder, "prefix")
        self.lib = os.path.join(self.prefix, "lib")
        self.env = {name: value for name, value in os.environ.items()
                    if not re.match(r"PKG_CONFIG|MESON|NINJA|DESTDIR|CFLAGS|LDFLAGS", name)}
        self.env.update(PKG_CONFIG_PATH=os.path.join(self.lib, "pkgconfig"), LD_LIBRARY_PATH=self.lib)

    def make(self):
        folder = self.outside("meson")
        with open(os.path.join(folder, "meson.build"), "w", encoding="utf-8") as file:
            file.write(MESON)
        os.mkdir(os.path.join(folder, "subprojects"))
        os.symlink(self.source, os.path.join(folder, "subprojects", "libcoprod"))
        env = {**self.env, "PKG_CONFIG_PATH": "", "LD_LIBRARY_PATH": ""}
        text = run("meson", "setup", "out", f"--prefix={self.prefix}", "--libdir=lib", "--buildtype=plain", cwd=folder,
                   env=env)
        if not re.search(r"Dependency libcoprod.*overridden", text):
            raise Step(f"the subproject does not override the dependency:\n{text}")
        run("meson", "install", "-C", "out", cwd=folder, env=env)

    def files(self, prefix):
        """The installed files, one a line; the version stands as @VERSION@."""
        version, paths = ".so." + self.pkg_config("--modversion")[0], []
        for folder, _, names in os.walk(prefix):
            paths += [os.path.relpath(os.path.join(folder, name), prefix) for name in names]
        return "".join(f"{path.replace(version, '.so.@VERSION@')}\n" for path in sorted(paths))

    def pkg_config(self, *options):
        return run("pkg-config", *options, "libcoprod", env=self.env).split()

    def outside(self, name):
        """An empty folder with the consumer's source."""
        folder = os.path.join(self.folder, name)
        os.mkdir(folder)
        shutil.copy(os.path.join(HERE, "consumer.c"), folder)
        return folder

    def prints(self, program, **env):
        printed = run(program, env={**self.env, **env}).strip()
        if printed != EXPECTED:
            raise Step(f"{program} printed {printed!r}, not {EXPECTED!r}")

    def c(self):
        folder = self.outside("c")
        run("cc", "-std=c11", *WARNINGS, "consumer.c", *self.pkg_config("--cflags", "--libs"), "-o", "consumer",
            cwd=folder)
        self.prints(os.path.join(folder, "consumer"))

    def cxx(self):
        folder = self.outside("cxx")
        run("c++", "-std=c++11", *WARNINGS, "-xc++", "consumer.c", *self.pkg_config("--cflags", "--libs"), "-o",
            "consumer", cwd=folder)
        self.prints(os.path.join(folder, "consumer"))

    def static(self):
        folder = self.outside("static")
        flags = self.pkg_config("--static", "--cflags", "--libs")
        if "-DCOPROD_STATIC" not in flags:
            raise Step(f"pkg-config --static: no -DCOPROD_STATIC in {flags}")
        flags = [os.path.join(self.lib, "libcoprod.a") if flag == "-lcoprod" else flag for flag in flags]
        run("cc", "-std=c11", *WARNINGS, "consumer.c", *flags, "-o", "consumer", cwd=folder)
        self.prints(os.path.join(folder, "consumer"), LD_LIBRARY_PATH="")
        if "libcoprod" in run("readelf", "-d", os.path.join(folder, "consumer")):
            raise Step("the static consumer still needs libcoprod.so")

    def cmake(self):
        folder = self.outside("cmake")
        with open(os.path.join(folder, "CMakeLists.txt"), "w", encoding="utf-8") as file:
            file.write(CMAKE)
        run("cmake", "-S", folder, "-B", os.path.join(folder, "out"), env=self.env)
        run("cmake", "--build", os.path.join(folder, "out"), env=self.env)
        self.prints(os.path.join(folder, "out", "consumer"))

    def meson_subproject(self):
        self.prints(os.path.join(self.folder, "meson", "out", "consumer"), LD_LIBRARY_PATH="")

    def python(self):
        printed = run(sys.executable, os.path.join(HERE, "consumer.py"), os.path.join(self.lib, "libcoprod.so"),
                      env=self.env).split()
        version = self.pkg_config("--modversion")[0]
        major, minor, patch = (int(part) for part in version.split("."))
        expected = [version, str(major * 1000000 + minor * 1000 + patch), "0", "4"]
        if printed != expected:
            raise Step(f"consumer.py printed {printed}, not {expected}")

    def moved(self):
        """The whole prefix in another place: pkg-config --define-prefix finds it there."""
        other = os.path.join(self.folder, "moved")
        shutil.copytree(self.prefix, other, symlinks=True)
        flags = run("pkg-config", "--define-prefix", "--cflags", "--libs", "libcoprod",
                    env={**self.env, "PKG_CONFIG_PATH": os.path.join(other, "lib", "pkgconfig")})
        if other not in flags or self.prefix + "/" in flags:
            raise Step(f"pkg-config --define-prefix still says {flags}")

    def without(self):
        """The checks above would mean nothing if another libcoprod were found."""
        pc = os.path.join(self.lib, "pkgconfig", "libcoprod.pc")
        os.rename(pc, pc + ".away")
        try:
            found = self.pkg_config("--cflags", "--libs")
        except Step:
            return
        raise Step(f"without {pc} pkg-config still finds {found}")


def listed(install, prefix, refresh=False):
    path = os.path.join(HERE, "installed.txt")
    if refresh:
        with open(path, "w", encoding="utf-8") as file:
            file.write(install.files(prefix))
        return
    expected = set()
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            expected = set(file.read().splitlines())
    now = set(install.files(prefix).splitlines())
    rows = [f"not installed: {row}" for row in sorted(expected - now)] + \
        [f"installed, but not in the list: {row}" for row in sorted(now - expected)]
    if rows:
        raise Step("\n".join(rows) + f"\nIf that is meant, this writes the list:\n  {sys.executable} "
                   f"{os.path.abspath(sys.argv[0])} --refresh {install.source}")


def by_itself(install, build):
    """Installed from its own build, into an empty root."""
    root = os.path.join(install.folder, "root")
    run("meson", "install", "-C", build, "--no-rebuild", "--destdir", root, env=install.env)
    options = json.loads(run("meson", "introspect", "--buildoptions", build))
    prefix = next(one["value"] for one in options if one["name"] == "prefix")
    listed(install, os.path.join(root, prefix.lstrip("/")))


def main(arguments):
    refresh = arguments[:1] == ["--refresh"]
    arguments = arguments[refresh:]
    if len(arguments) not in (1, 2):
        sys.exit(__doc__)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        install = Install(os.path.abspath(arguments[0]), folder)
        try:
            install.make()
        except Step as step:
            print(step)
            return 1
        steps = [("list of files", lambda: listed(install, install.prefix, refresh))]
        if len(arguments) == 2:
            steps.append(("its own build", lambda: by_itself(install, arguments[1])))
        if not refresh:
            steps += [(name, getattr(install, name)) for name in
                      ("c", "cxx", "static", "cmake", "meson_subproject", "python", "moved", "without")]
        for name, step in steps:
            try:
                step()
                print(f"ok: {name}")
            except (Step, OSError) as wrong:
                failed += 1
                print(f"WRONG: {name}: {wrong}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

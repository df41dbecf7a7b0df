.PHONY: check test long lock

# ./test holds the list of checks, so that it also works where make is not installed.
check:
	./test --check

test:
	./test

long:
	./test --long

# Needs uv (pip install uv). The pins of the smaller lock bind the larger ones, so that all three fit in one environment.
UV ?= uv
COMPILE = $(UV) pip compile pyproject.toml --quiet --generate-hashes --no-emit-index-url \
	--python-version 3.11 --python-platform x86_64-manylinux_2_28 --custom-compile-command "make lock"

lock:
	$(COMPILE) --output-file requirements.lock
	$(COMPILE) --extra dev --constraint requirements.lock --output-file requirements-dev.lock
	$(COMPILE) --extra bench --constraint requirements-dev.lock --output-file requirements-bench.lock

"""Static files by content hash, with a gzip and a brotli copy beside what pages load."""

from __future__ import annotations

from collections.abc import Iterator

from whitenoise.storage import CompressedManifestStaticFilesStorage

# Our bundles, our icons and htmx. The vendors' hundreds of files (the administration, the API's pages) are seldom
# asked for, and packing all of them takes half a minute.
ON_EVERY_PAGE = ("app/", "nongan/", "django_htmx/")


class PackedStaticFiles(CompressedManifestStaticFilesStorage):
    def compress_files(self, paths: set[str]) -> Iterator[tuple[str, str]]:
        return super().compress_files({path for path in paths if path.startswith(ON_EVERY_PAGE)})

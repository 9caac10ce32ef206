"""The verbs of `./portal`. Whatever cannot be had ends in one sentence on the error output and exit code 1."""

import errno
import sys

from gangcheng_court.embedded.checks import test
from gangcheng_court.embedded.manage import manage
from gangcheng_court.embedded.run import run, stop
from gangcheng_court.embedded.trouble import CannotStart


def main(verb: str, arguments: list[str]) -> int:
    verbs = {"run": run, "stop": stop, "manage": lambda: manage(arguments), "test": lambda: test(arguments)}
    try:
        return verbs[verb]()
    except CannotStart as error:
        print(error, file=sys.stderr)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            print("磁盘已满：请腾出空间后再执行一次。", file=sys.stderr)
        elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            print(f"不能写入 {error.filename}：请用它的所有者运行，或用 PORTAL_HOME 指定另一个目录。", file=sys.stderr)
        else:
            raise
    except KeyboardInterrupt:
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))

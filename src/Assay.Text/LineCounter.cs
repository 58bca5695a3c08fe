using System.Text;

namespace Assay.Text;

/// <summary>Counts lines up to growing offsets, each byte once.</summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal struct LineCounter
{
    private int _offset;
    private int _lineStart;
    private int _lines;

    /// <summary>Line of the last offset, from 1.</summary>
    public readonly int Line => _lines + 1;

    /// <summary>Moves on to a later offset.</summary>
    public void MoveTo(ReadOnlySpan<byte> text, int offset)
    {
        while (_offset < offset)
        {
            var next = text[_offset..offset].IndexOf((byte)'\n');
            if (next < 0)
            {
                _offset = offset;
                return;
            }

            _offset += next + 1;
            _lineStart = _offset;
            _lines++;
        }
    }

    /// <summary>Column of the offset in UTF-16 units, from 1; of very long lines the bytes are counted.</summary>
    public readonly int Column(ReadOnlySpan<byte> text, int offset) =>
        1 + (offset - _lineStart > 65536 ? offset - _lineStart : Encoding.UTF8.GetCharCount(text[_lineStart..offset]));
}

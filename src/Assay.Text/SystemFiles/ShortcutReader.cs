using System.Buffers.Binary;
using System.Text;
using Assay.Model;
using Assay.Text.Scripts;

namespace Assay.Text.SystemFiles;

/// <summary>Reads a shell link (<c>.lnk</c>): the program it starts, with its arguments, and the icon it shows.</summary>
/// <remarks>[MS-SHLLINK] 2.1 header, 2.2 list of ids, 2.3 link information, 2.4 texts, 2.5.4 environment block.</remarks>
internal sealed class ShortcutReader(byte[] bytes, ProgramFacts programs)
{
    private const int HeaderSize = 0x4C;
    private const int ShowMinimizedInactive = 7;

    /// <summary>False when the header is none or a part lies outside the file.</summary>
    public bool Read()
    {
        if (bytes.Length < HeaderSize || BinaryPrimitives.ReadInt32LittleEndian(bytes) != HeaderSize)
        {
            return false;
        }

        var flags = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(0x14));
        var show = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(0x3C));
        var at = HeaderSize;
        if ((flags & 0x1) != 0)
        {
            if (at + 2 > bytes.Length)
            {
                return false;
            }

            at += 2 + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));
            if (at > bytes.Length)
            {
                return false;
            }
        }

        string? target = null;
        if ((flags & 0x2) != 0)
        {
            if (at + 4 > bytes.Length || BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at)) is not (>= 0x1C and <= int.MaxValue) and not 0 || BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at)) > bytes.Length - at)
            {
                return false;
            }

            var size = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
            target = LocalPath(bytes.AsSpan(at, size));
            at += size;
        }

        var isUnicode = (flags & 0x80) != 0;
        string? relative = null;
        string? arguments = null;
        string? icon = null;
        foreach (var (flag, name) in (ReadOnlySpan<(uint, char)>)[(0x4, 'n'), (0x8, 'r'), (0x10, 'w'), (0x20, 'a'), (0x40, 'i')])
        {
            if ((flags & flag) == 0)
            {
                continue;
            }

            if (TakeText(ref at, isUnicode) is not { } text)
            {
                return false;
            }

            switch (name)
            {
                case 'r':
                    relative = text;
                    break;
                case 'a':
                    arguments = text;
                    break;
                case 'i':
                    icon = text;
                    break;
            }
        }

        Write(target ?? EnvironmentTarget(at) ?? relative, arguments, icon, show);
        return true;
    }

    private void Write(string? target, string? arguments, string? icon, int show)
    {
        if (target is not null)
        {
            programs.Write(target, CommandLine.Split(arguments ?? "", 4096), new ProgramStart(IsHidden: show == ShowMinimizedInactive));
        }

        // An icon on another machine makes Explorer ask that machine as soon as the folder is shown.
        if (icon is not null && icon.StartsWith(@"\\", StringComparison.Ordinal))
        {
            programs.Facts.AddPath(icon, "read");
        }
    }

    // 2.3: LocalBasePath and its Unicode form.
    private static string? LocalPath(ReadOnlySpan<byte> info)
    {
        if (info.Length < 0x1C || (info[8] & 1) == 0)
        {
            return null;
        }

        var headerSize = BinaryPrimitives.ReadInt32LittleEndian(info[4..]);
        if (headerSize >= 0x24 && info.Length >= 0x24 && BinaryPrimitives.ReadInt32LittleEndian(info[0x1C..]) is > 0 and var wide && wide < info.Length)
        {
            var text = Encoding.Unicode.GetString(info[wide..]);
            return text[..Math.Max(0, text.IndexOf('\0', StringComparison.Ordinal))];
        }

        var offset = BinaryPrimitives.ReadInt32LittleEndian(info[0x10..]);
        if (offset <= 0 || offset >= info.Length)
        {
            return null;
        }

        var end = info[offset..].IndexOf((byte)0);
        return end <= 0 ? null : Encoding.Latin1.GetString(info.Slice(offset, end));
    }

    private string? TakeText(ref int at, bool isUnicode)
    {
        if (at + 2 > bytes.Length)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at)) * (isUnicode ? 2 : 1);
        at += 2;
        if (length > bytes.Length - at)
        {
            return null;
        }

        var text = (isUnicode ? Encoding.Unicode : Encoding.Latin1).GetString(bytes, at, length);
        at += length;
        return text;
    }

    // 2.5.4: 0x314 bytes, signature 0xA0000001, 260 bytes of ANSI, 520 of Unicode.
    private string? EnvironmentTarget(int at)
    {
        while (at + 8 <= bytes.Length && BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at)) is >= 8 and var size && size <= bytes.Length - at)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 4)) == 0xA0000001 && size >= 0x314)
            {
                var text = Encoding.Unicode.GetString(bytes, at + 8 + 260, 520);
                var end = text.IndexOf('\0', StringComparison.Ordinal);
                return end <= 0 ? null : text[..end];
            }

            at += size;
        }

        return null;
    }
}

using System.Globalization;
using Assay.DotNet.Folding;
using Assay.DotNet.Metadata;
using Assay.Model;

namespace Assay.DotNet.IL;

/// <summary>Framework members that are understood beyond the call: folding of texts, dates, process starts, registry and file paths.</summary>
internal sealed partial class MethodWalker
{
    private const int MaximumFoldedLength = 64 * 1024;
    private readonly List<ProcessStart> _processStarts = [];
    private int _startInfoOfProcess = -1;

    private Value Understand(in Member member, int count, int offset, int value, bool constructs)
    {
        switch (member.Special)
        {
            case SpecialMember.PassThrough:
                return _stack.Peek(0);
            case SpecialMember.StringConcat:
                return Fold(Texts(count) is { } texts ? string.Concat(texts) : null, value);
            case SpecialMember.PathCombine:
                return Fold(Texts(count) is { } segments ? CombinePath(segments) : null, value);
            case SpecialMember.StringFormat:
                return Fold(Format(count), value);
            case SpecialMember.DateConstructor:
                // `new` in an expression has no receiver; a local is constructed in place through its address.
                WriteDate(constructs ? count : count - 1, offset);
                return Value.Result(value);
            case >= SpecialMember.ProcessStartInfoConstructor and <= SpecialMember.SetWindowStyle:
                return UnderstandProcess(member.Special, count, offset, value);
            case >= SpecialMember.RegistryOpenSubKey and <= SpecialMember.RegistryStaticGetValue:
                return UnderstandRegistry(member.Special, count, offset, value);
            case SpecialMember.FileSystem:
                WriteFilePath(_facts.Text(member.Name), count, offset);
                return Value.Result(value);
            default:
                return Value.Result(value);
        }
    }

    private string? TextOf(in Value value) => value.Kind switch
    {
        ValueKind.Text => _facts.Text((int)value.Number),
        ValueKind.Number => value.Number.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    // Concat("a", "b"), Concat(new[] { "a", "b" }): all texts, or null when one is not known.
    private string[]? Texts(int count)
    {
        if (count == 1 && _stack.Peek(0) is { Kind: ValueKind.Array } array)
        {
            return Texts(ArrayOf(array));
        }

        return Texts([.. Enumerable.Range(0, count).Select(i => _stack.Peek(count - 1 - i))]);
    }

    private string[]? Texts(Value[] values)
    {
        var texts = new string[values.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            if (TextOf(values[i]) is not { } text)
            {
                return null;
            }

            texts[i] = text;
        }

        return texts;
    }

    private Value Fold(string? text, int member)
    {
        if (text is null || text.Length > MaximumFoldedLength)
        {
            return Value.Result(member);
        }

        return Value.Text(_facts.Intern(text), Derivation.Folded);
    }

    // A rooted segment starts the path anew, as in System.IO.Path.Combine.
    private static string CombinePath(string[] segments)
    {
        var first = Array.FindLastIndex(segments, segment => segment.StartsWith('/') || segment.StartsWith('\\') || (segment.Length > 1 && segment[1] == ':'));
        return string.Join('/', segments.Skip(Math.Max(0, first)).Where(segment => segment.Length > 0).Select((segment, index) => index == 0 && segment.Length == 1 ? "" : segment.TrimEnd('/', '\\')));
    }

    // Format("http://{0}:{1}", "host", 80) => http://host:80; alignment and format strings are not understood.
    private string? Format(int count)
    {
        if (count < 2 || TextOf(_stack.Peek(count - 1)) is not { } format || format.Length > MaximumFoldedLength)
        {
            return null;
        }

        var arguments = count == 2 && _stack.Peek(0) is { Kind: ValueKind.Array } array
            ? ArrayOf(array)
            : [.. Enumerable.Range(0, count - 1).Select(i => _stack.Peek(count - 2 - i))];
        var texts = new string?[arguments.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = TextOf(arguments[i]);
        }

        return Substitute(format, texts);
    }

    private static string? Substitute(string format, string?[] texts)
    {
        var result = new System.Text.StringBuilder(format.Length);
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] is not ('{' or '}'))
            {
                result.Append(format[i]);
            }
            else if (i + 1 < format.Length && format[i + 1] == format[i])
            {
                result.Append(format[i++]);
            }
            else if (format[i] == '{' && format.IndexOf('}', i) is > 0 and var end && int.TryParse(format.AsSpan(i + 1, end - i - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                     && index < texts.Length && texts[index] is { } text && result.Length + text.Length <= MaximumFoldedLength)
            {
                result.Append(text);
                i = end;
            }
            else
            {
                return null;
            }
        }

        return result.ToString();
    }

    // new DateTime(2027, 8, 8) => date 2027-08-08T00:00:00
    private void WriteDate(int count, int offset)
    {
        Span<int> parts = [1, 1, 1, 0, 0, 0];
        if (count < 3)
        {
            return;
        }

        for (var i = 0; i < Math.Min(count, parts.Length); i++)
        {
            var part = _stack.Peek(count - 1 - i);
            if (!part.IsNumber || part.Number is < 0 or > 9999)
            {
                if (i < 3)
                {
                    return;
                }

                break;
            }

            parts[i] = (int)part.Number;
        }

        if (parts[0] is >= 1 and <= 9999 && parts[1] is >= 1 and <= 12 && parts[2] >= 1 && parts[2] <= DateTime.DaysInMonth(parts[0], parts[1]) && parts[3] < 24 && parts[4] < 60 && parts[5] < 60)
        {
            var date = new DateTime(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], DateTimeKind.Unspecified);
            _facts.Add(FactKind.Date, date.ToString("s", CultureInfo.InvariantCulture), Place, null, Derivation.Folded, PositionKind.IlOffset, offset);
        }
    }

    private void WriteFilePath(string member, int count, int offset)
    {
        // Instance members have no receiver here: all of the table are static or constructors.
        if (count == 0 || TextOf(_stack.Peek(count - 1)) is not { Length: > 0 } path || !_stack.Peek(count - 1).IsText)
        {
            return;
        }

        var name = member[(member.LastIndexOf(':') + 1)..];
        var access = name switch
        {
            _ when name.StartsWith("Read", StringComparison.Ordinal) || name.StartsWith("OpenRead", StringComparison.Ordinal) || name is "OpenText" or "GetFiles" or "EnumerateFiles" or "Exists" => "read",
            _ when name.StartsWith("Write", StringComparison.Ordinal) || name.StartsWith("Append", StringComparison.Ordinal) || name.StartsWith("Set", StringComparison.Ordinal) || name is "OpenWrite" => "write",
            "Create" or "CreateText" or "CreateDirectory" => "create",
            "Delete" => "delete",
            _ => "none",
        };
        _facts.Add(FactKind.Path, path.Replace('\\', '/'), Place, new ArgumentList(new Argument("access", access)), _stack.Peek(count - 1).Derivation, PositionKind.IlOffset, offset);
    }
}

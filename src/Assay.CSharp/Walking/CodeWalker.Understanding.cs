using Assay.CSharp.Values;
using Assay.Framework;
using Assay.Model;

namespace Assay.CSharp.Walking;

/// <summary>Framework members that are understood beyond the call, as the analyser of IL understands them: folding, dates, registry keys, paths.</summary>
internal sealed partial class CodeWalker
{
    private Value Understand(CallSite call)
    {
        switch (call.Name)
        {
            case "System.String::Concat":
                return Folded(call, Texts(call.Arguments) is { } texts ? string.Concat(texts) : null);
            case "System.IO.Path::Combine":
                return Folded(call, Texts(call.Arguments) is { } segments ? FilePath.Combine(segments) : null);
            case "System.String::Format":
                return Folded(call, Format(call.Arguments));
            case "System.DateTime::Parse" or "System.DateTime::ParseExact" or "System.DateTimeOffset::Parse" or "System.DateOnly::Parse" or "System.Convert::ToDateTime":
                if (call.Arguments is [{ IsText: true, Text: { } written }, ..] && DateText.Parse(written) is { } date)
                {
                    _emit.External(FactKind.Date, date, call.Node, null, Derivation.Folded);
                }

                return call.Result;
            case "System.String::Substring" or "System.String::Replace" or "System.String::Trim" or "System.String::ToLower" or "System.String::ToLowerInvariant" or "System.String::ToUpper" or "System.String::ToUpperInvariant"
                or "System.String::TrimStart" or "System.String::TrimEnd" or "System.String::Insert" or "System.String::Remove" or "System.String::Join" or "System.String::ToString":
                return Folded(call, Operated(call));
            case "Microsoft.Win32.Registry::SetValue" or "Microsoft.Win32.Registry::GetValue":
                if (call.Arguments is [{ IsText: true } full, var named, ..])
                {
                    WriteRegistry(call, full.Text!, call.Name.EndsWith("SetValue", StringComparison.Ordinal) ? "write" : "read", TextOf(named));
                }

                return call.Result;
            case var name when name.StartsWith("Microsoft.Win32.RegistryKey::", StringComparison.Ordinal):
                return UnderstandRegistryKey(call);
            case var name when name.StartsWith("System.Diagnostics.Process", StringComparison.Ordinal):
                return UnderstandProcess(call);
            case var name when FilePath.IsUsedBy(name):
                WritePath(call, call.Name);
                return call.Result;
            default:
                return call.Result;
        }
    }

    private Value UnderstandConstruction(CallSite call)
    {
        switch (call.Name)
        {
            case "System.DateTime" or "System.DateTimeOffset" or "System.DateOnly":
                WriteDate(call);
                return call.Result;
            case "System.Uri" when call.Arguments is [{ IsText: true } address]:
                return address with { Type = "System.Uri", IsConstant = false, Derivation = address.Derivation > Derivation.Folded ? address.Derivation : Derivation.Folded };
            case "System.Diagnostics.ProcessStartInfo":
                return NewProcessStart(call, call.Arguments.ElementAtOrDefault(0), call.Arguments.ElementAtOrDefault(1));
            case "System.Diagnostics.Process":
                _method.StartInfoOfProcess = null;
                return call.Result;
            default:
                if (FilePath.IsUsedBy(call.Name + "::.ctor"))
                {
                    WritePath(call, call.Name + "::.ctor");
                }

                return call.Result;
        }
    }

    // Substring, Replace, Join and the like over constants; null when one is not.
    private static string? Operated(CallSite call)
    {
        var arguments = call.Arguments;
        if (call.Name == "System.String::Join")
        {
            return arguments is [{ IsText: true, Text: { } separator }, ..] && Texts([.. arguments.Skip(1)]) is { } parts ? string.Join(separator, parts) : null;
        }

        if (call.Receiver is not { IsText: true, Text: { } text } || arguments.Any(argument => !argument.IsText && !argument.IsNumber))
        {
            return null;
        }

        var member = call.Name[(call.Name.LastIndexOf(':') + 1)..];
        return (member, arguments) switch
        {
            ("Substring", [{ Number: >= 0 } start]) when start.Number <= text.Length => text[(int)start.Number..],
            ("Substring", [{ Number: >= 0 } start, { Number: >= 0 } length]) when start.Number + length.Number <= text.Length => text.Substring((int)start.Number, (int)length.Number),
            ("Remove", [{ Number: >= 0 } start]) when start.Number <= text.Length => text[..(int)start.Number],
            ("Replace", [{ Type: "System.Char" } old, { Type: "System.Char" } other]) => text.Replace((char)old.Number, (char)other.Number),
            ("Replace", [{ Text: { Length: > 0 } old }, { Text: { } other }]) when (long)text.Length * (other.Length + 1) <= MaximumFoldedLength => text.Replace(old, other, StringComparison.Ordinal),
            ("Insert", [{ Number: >= 0 } start, { Text: { } inserted }]) when start.Number <= text.Length => text.Insert((int)start.Number, inserted),
            ("Trim", []) => text.Trim(),
            ("TrimStart", []) => text.TrimStart(),
            ("TrimEnd", []) => text.TrimEnd(),
            ("ToLower" or "ToLowerInvariant", []) => text.ToLowerInvariant(),
            ("ToUpper" or "ToUpperInvariant", []) => text.ToUpperInvariant(),
            ("ToString", []) => text,
            _ => null,
        };
    }

    private static Value Folded(CallSite call, string? text) => text is null || text.Length > MaximumFoldedLength ? call.Result : Value.Folded(text);

    private static string[]? Texts(IReadOnlyList<Value?> values)
    {
        if (values is [{ Kind: ValueKind.Array, Items: { } items }])
        {
            values = items;
        }

        var texts = values.Select(value => value is null ? null : TextOf(value)).OfType<string>().ToArray();
        return texts.Length == values.Count ? texts : null;
    }

    private static string? Format(IReadOnlyList<Value> arguments)
    {
        if (arguments is not [{ IsText: true, Text: { Length: <= MaximumFoldedLength } format }, _, ..])
        {
            return null;
        }

        IReadOnlyList<Value?> values = arguments is [_, { Kind: ValueKind.Array, Items: { } items }] ? items : [.. arguments.Skip(1)];
        return CompositeFormat.Substitute(format, [.. values.Select(value => value is { Type: not "System.Char" } ? TextOf(value) : null)], MaximumFoldedLength);
    }

    private void WriteDate(CallSite call)
    {
        Span<int> parts = [1, 1, 1, 0, 0, 0];
        if (call.Arguments.Count < 3)
        {
            return;
        }

        for (var i = 0; i < Math.Min(call.Arguments.Count, parts.Length); i++)
        {
            if (call.Arguments[i] is not { IsNumber: true, Number: >= 0 and <= 9999 } part)
            {
                if (i < 3)
                {
                    return;
                }

                break;
            }

            parts[i] = (int)part.Number;
        }

        if (DateText.Of(parts) is { } date)
        {
            _emit.External(FactKind.Date, date, call.Node, null, Derivation.Folded);
        }
    }

    private void WritePath(CallSite call, string member)
    {
        if (call.Arguments is [{ IsText: true, Text: { Length: > 0 } path } first, ..])
        {
            _emit.External(FactKind.Path, FilePath.Normalize(path), call.Node, new ArgumentList(new Argument("access", FilePath.Access(member))), first.Derivation);
        }
    }

    private Value UnderstandRegistryKey(CallSite call)
    {
        if (call.Receiver is not { Kind: ValueKind.RegistryKey, Text: { } key })
        {
            return call.Result;
        }

        var name = call.Arguments.Count > 0 && call.Arguments[0].IsText ? call.Arguments[0].Text : null;
        var member = call.Name[(call.Name.LastIndexOf(':') + 1)..];
        if (member is "SetValue" or "GetValue")
        {
            WriteRegistry(call, key, member == "SetValue" ? "write" : "read", name);
            return call.Result;
        }

        if (name is null || member is not ("OpenSubKey" or "CreateSubKey" or "DeleteSubKey" or "DeleteSubKeyTree"))
        {
            return call.Result;
        }

        var path = key + "\\" + name.Trim('\\');
        WriteRegistry(call, path, member switch { "CreateSubKey" => "create", "OpenSubKey" => "read", _ => "delete" }, null);
        return new Value(ValueKind.RegistryKey, call.Type) { Text = path, Items = [call.Result], Derivation = Derivation.Result };
    }

    private void WriteRegistry(CallSite call, string path, string access, string? name)
    {
        Argument[] arguments = name is null ? [new Argument("access", access)] : [new Argument("access", access), new Argument("name", name)];
        _emit.External(FactKind.Registry, RegistryPath.Normalize(path), call.Node, new ArgumentList(arguments), Derivation.Folded);
    }
}

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

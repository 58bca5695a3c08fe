using System.Globalization;
using Assay.CSharp.Names;
using Assay.CSharp.Values;
using Assay.Framework;
using Assay.Model;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.CSharp.Walking;

/// <summary>Writes attributes with the constructor arguments that are constants.</summary>
internal static class AttributeFacts
{
    private const int MaximumArguments = 16;

    // They become flags of the metadata, or say nothing of what the code does.
    private static readonly HashSet<string> Left = new(StringComparer.Ordinal)
    {
        "System.Runtime.InteropServices.DllImportAttribute", "System.Runtime.InteropServices.StructLayoutAttribute", "System.Runtime.InteropServices.FieldOffsetAttribute", "System.Runtime.InteropServices.MarshalAsAttribute",
        "System.Runtime.InteropServices.ComImportAttribute", "System.Runtime.InteropServices.InAttribute", "System.Runtime.InteropServices.OutAttribute", "System.Runtime.InteropServices.OptionalAttribute",
        "System.Runtime.InteropServices.PreserveSigAttribute", "System.SerializableAttribute", "System.NonSerializedAttribute", "System.Runtime.CompilerServices.MethodImplAttribute", "System.Runtime.CompilerServices.SpecialNameAttribute",
        "System.Runtime.CompilerServices.CompilerGeneratedAttribute", "System.Diagnostics.DebuggerBrowsableAttribute", "System.Diagnostics.DebuggerStepThroughAttribute", "System.Diagnostics.DebuggerHiddenAttribute",
        "System.Diagnostics.DebuggerNonUserCodeAttribute", "System.ComponentModel.EditorBrowsableAttribute", "System.Reflection.AssemblyVersionAttribute", "System.Reflection.AssemblyCultureAttribute", "System.Reflection.DefaultMemberAttribute",
    };

    /// <summary>Names the attribute's type: <c>[Obsolete]</c> => <c>System.ObsoleteAttribute</c>.</summary>
    public static string? Name(AttributeSyntax attribute, SourceType within, CodeWalker code)
    {
        var written = SyntaxNames.Dotted(attribute.Name);
        if (written is null)
        {
            return null;
        }

        // [X] means XAttribute where there is one.
        var longer = written.EndsWith("Attribute", StringComparison.Ordinal) ? null : code.FindType(written + "Attribute", within);
        if ((longer ?? code.FindType(written, within)) is { } found)
        {
            return TypeSpelling.Definition(found);
        }

        var candidate = code.Resolve(attribute.Name, within);
        return candidate is null ? null : TypeSpelling.Definition(candidate) is var name && name.EndsWith("Attribute", StringComparison.Ordinal) ? name : name + "Attribute";
    }

    public static void Write(AttributeSyntax attribute, SourceType within, int place, CodeWalker code, FactEmitter emit)
    {
        if (Name(attribute, within, code) is not { } name || Left.Contains(name))
        {
            return;
        }

        code.NoteType(name);
        var arguments = new List<Argument>();
        foreach (var argument in (attribute.ArgumentList?.Arguments ?? default).Where(argument => argument.NameEquals is null).Take(MaximumArguments))
        {
            if (Text(code.ConstantOf(within, argument.Expression)) is not { } text)
            {
                break;
            }

            arguments.Add(new Argument(null, text));
        }

        emit.Attribute(name, attribute, place, arguments.Count == 0 ? null : new ArgumentList([.. arguments]));
    }

    private static string? Text(Value value) => value.Kind switch
    {
        ValueKind.Text => value.Text,
        ValueKind.Null => "null",
        ValueKind.Number when value.Type == "System.Boolean" => value.Number != 0 ? "true" : "false",
        ValueKind.Number => value.Number.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };
}

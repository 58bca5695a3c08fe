using Assay.Framework;
using Assay.Model;
using Assay.PowerShell.Folding;

namespace Assay.PowerShell.Facts;

/// <summary>Writes <c>call</c>, <c>new</c> and <c>field</c> facts for members.</summary>
internal sealed class MemberFacts(ScriptReading reading)
{
    private readonly ProviderFacts _providers = new(reading);
    private readonly ProgramFacts _programs = new(reading);

    /// <summary>A member that is called.</summary>
    public void WriteCall(InvokeMemberExpressionAst call)
    {
        NameAnomalies.Write(reading, call);
        if (reading.Types.MemberOf(call) is not { } member)
        {
            return;
        }

        if (member.Name is "System.DateTime::Parse" or "System.DateTime::ParseExact")
        {
            DateFacts.WriteCall(reading, call);
        }

        var arguments = new List<Argument>(call.Arguments.Count + 1);
        if (member.BareName == ".ctor")
        {
            AddArguments(arguments, call.Arguments);
            ObjectFacts.WriteNew(reading, member.Name, arguments, call.Member.Start);
            return;
        }

        if (WriteOther(call, member))
        {
            return;
        }

        if (Receiver(call, member) is { } receiver)
        {
            ArgumentWriter.Add(arguments, reading, "this", receiver);
        }

        AddArguments(arguments, call.Arguments);
        var name = call.Static && member.Member is null && reading.NativeFunctions.TryGetValue(member.BareName, out var native) ? native : member.Name;
        reading.Add(FactKind.Call, name, call.Member.Start, arguments, DerivationOfName(call));
        WriteEffects(call, member);
    }

    /// <summary>A property or field that is read, or is given a value.</summary>
    public void WriteUse(MemberExpressionAst expression, Ast? written)
    {
        NameAnomalies.Write(reading, expression);
        if (reading.Types.MemberOf(expression) is not { Member: { } member } resolved)
        {
            return;
        }

        if (member.Kind == FrameworkMemberKind.Field)
        {
            reading.Add(FactKind.Field, member.FullName, expression.Member.Start, [new Argument("access", written is null ? "read" : "write")], DerivationOfName(expression));
            return;
        }

        if (member.Kind != FrameworkMemberKind.Property)
        {
            return;
        }

        var arguments = new List<Argument>(2);
        if (!expression.Static)
        {
            ArgumentWriter.Add(arguments, reading, "this", expression.Expression);
        }

        if (written is not null)
        {
            ArgumentWriter.Add(arguments, reading, null, written);
        }

        reading.Add(FactKind.Call, written is null ? member.Getter : member.Setter, expression.Member.Start, arguments, DerivationOfName(expression));
    }

    /// <summary>A cast: of a hashtable it makes an object, of a text a WMI object.</summary>
    public void WriteCast(ConvertExpressionAst cast)
    {
        var type = reading.Definitions.Types.FullName(cast.Type.TypeName);
        if (type == "System.DateTime")
        {
            DateFacts.WriteCast(reading, cast);
        }

        if (type.StartsWith("System.Management.Management", StringComparison.Ordinal) && reading.ConstantText(cast.Child) is { } path)
        {
            var isQuery = type == "System.Management.ManagementObjectSearcher";
            WmiFacts.Write(reading, isQuery ? WmiFacts.ClassOfQuery(path) ?? path : WmiFacts.ClassOfPath(path), null, isQuery ? path : null, null, cast.Start, Techniques.None);
        }
        else if (cast.Child is HashtableAst table && type is not ("System.Management.Automation.PSCustomObject" or "System.Collections.Specialized.OrderedDictionary" or "System.Collections.Hashtable" or "System.Management.Automation.PSObject"))
        {
            reading.Add(FactKind.New, type, cast);
            foreach (var entry in table.Entries)
            {
                if (reading.ConstantText(entry.Key) is { } name && FrameworkTable.Default.FindType(type)?.FindMember(name, ignoreCase: true) is { Kind: FrameworkMemberKind.Property } property)
                {
                    var arguments = new List<Argument>(1);
                    ArgumentWriter.Add(arguments, reading, null, entry.Value);
                    reading.Add(FactKind.Call, property.Setter, entry.Key, arguments);
                }
            }
        }
    }

    // 'a'.('To' + 'Upper').Invoke(): the receiver of the method, not of Invoke.
    private static ExpressionAst? Receiver(InvokeMemberExpressionAst call, ResolvedMember member)
    {
        if (call.Static || member.Member is { IsStatic: true })
        {
            return null;
        }

        return call.MemberName is { } name && !name.Equals(member.BareName, StringComparison.OrdinalIgnoreCase) && Unwrap.Brackets(call.Expression) is MemberExpressionAst method ? method.Expression : call.Expression;
    }

    private void AddArguments(List<Argument> arguments, IReadOnlyList<ExpressionAst> expressions)
    {
        foreach (var expression in expressions)
        {
            // An array is one argument of a method: only what is one value can be told.
            var value = reading.ValueOf(expression);
            if (value.IsConstant && (value.Content is Array or ListObject or FoldedTable))
            {
                arguments.Add(reading.Origins.Of(expression) is { } origin ? new Argument(null, origin.Name, origin.Derivation) : Argument.Unknown);
            }
            else
            {
                ArgumentWriter.Add(arguments, reading, null, expression, depth: int.MaxValue);
            }
        }
    }

    private Derivation DerivationOfName(MemberExpressionAst member) => member.MemberName is not null ? Derivation.Literal : reading.ValueOf(member.Member) is { IsConstant: true } name ? name.Derivation : Derivation.Literal;

    // Members of COM and WMI objects.
    private bool WriteOther(InvokeMemberExpressionAst call, ResolvedMember member)
    {
        var end = member.Name.LastIndexOf("::", StringComparison.Ordinal);
        if (member.Name.StartsWith(ValueTypes.Com, StringComparison.Ordinal))
        {
            var arguments = new List<Argument>(call.Arguments.Count);
            AddArguments(arguments, call.Arguments);
            var id = member.Name[ValueTypes.Com.Length..end];
            ObjectFacts.WriteCom(reading, id, member.BareName, arguments, call.Member.Start, Derivation.Literal);
            if ((id.StartsWith("WScript.Shell", StringComparison.OrdinalIgnoreCase) && member.BareName.ToUpperInvariant() is "RUN" or "EXEC") || (id.StartsWith("Shell.Application", StringComparison.OrdinalIgnoreCase) && member.BareName.Equals("ShellExecute", StringComparison.OrdinalIgnoreCase)))
            {
                WriteShell(call);
            }

            return true;
        }

        if (!member.Name.StartsWith(ValueTypes.Wmi, StringComparison.Ordinal))
        {
            return false;
        }

        var name = member.Name[ValueTypes.Wmi.Length..end];
        WmiFacts.Write(reading, name, null, null, member.BareName, call.Member.Start, Techniques.None);
        if (name.Equals("Win32_Process", StringComparison.OrdinalIgnoreCase) && member.BareName.Equals("Create", StringComparison.OrdinalIgnoreCase) && call.Arguments is [var line, ..] && reading.Partial.Of(line) is { } text)
        {
            _programs.WriteLine(text, new Start(call.Member.Start, reading.ValueOf(line).Techniques));
        }

        return true;
    }

    // $shell.Run('cmd /c x', 0): 0 is no window. ShellExecute(file, arguments, folder, verb, 0)
    private void WriteShell(InvokeMemberExpressionAst call)
    {
        if (call.Arguments is not [var file, ..] || reading.Partial.Of(file) is not { } text)
        {
            return;
        }

        var start = new Start(call.Member.Start, reading.ValueOf(file).Techniques);
        if (call.Arguments.Count > 2)
        {
            var verb = call.Arguments.Count > 3 ? reading.ConstantText(call.Arguments[3]) : null;
            var hidden = call.Arguments.Count > 4 && reading.ConstantText(call.Arguments[4]) == "0";
            if (call.Arguments.Count > 3)
            {
                _programs.Write(text, ProgramFacts.Tokens(reading.Partial.Of(call.Arguments[1]) ?? "", start), start with { IsHidden = hidden, IsElevated = "runas".Equals(verb, StringComparison.OrdinalIgnoreCase) });
                return;
            }
        }

        _programs.WriteLine(text, start with { IsHidden = call.Arguments.Count > 1 && reading.ConstantText(call.Arguments[1]) == "0" });
    }

    // What a call does besides being called: files, programs, registry, code.
    private void WriteEffects(InvokeMemberExpressionAst call, ResolvedMember member)
    {
        if (call.Arguments is not [var first, ..])
        {
            return;
        }

        var value = reading.ValueOf(first);
        var name = member.Name;
        if (FilePath.IsUsedBy(name) && reading.Partial.Of(first) is { } path)
        {
            _providers.WritePath(path, FilePath.Access(name), call.Member.Start, value.IsConstant ? value.Derivation : Derivation.Folded);
            return;
        }

        switch (name)
        {
            case "System.Diagnostics.Process::Start" when call.Static && reading.Partial.Of(first) is { } program:
                var start = new Start(call.Member.Start, value.Techniques);
                _programs.Write(program, call.Arguments.Count > 1 ? ProgramFacts.Tokens(reading.Partial.Of(call.Arguments[1]) ?? PartialTexts.Unknown.ToString(), start) : [], start);
                break;
            case "Microsoft.Win32.Registry::SetValue" or "Microsoft.Win32.Registry::GetValue" when value.Text is { } key:
                RegistryFacts.Write(reading, key, name.EndsWith("SetValue", StringComparison.Ordinal) ? "write" : "read", call.Arguments.Count > 1 ? reading.ConstantText(call.Arguments[1]) : null,
                    call.Arguments.Count > 2 && name.EndsWith("SetValue", StringComparison.Ordinal) ? reading.ConstantText(call.Arguments[2]) : null, new Start(call.Member.Start));
                break;
            case "System.Type::GetTypeFromProgID" or "System.Type::GetTypeFromCLSID" when value.Text is { Length: > 0 } id:
                ObjectFacts.WriteCom(reading, id, null, null, call.Member.Start, value.Derivation);
                break;
            case "System.Management.Automation.ScriptBlock::Create":
                LayerFacts.Write(reading, "ScriptBlock", "argument of [scriptblock]::Create", value, call.Member.Start);
                break;
            case "System.Management.Automation.PowerShell::AddScript":
                LayerFacts.Write(reading, "Script", "argument of AddScript", value, call.Member.Start);
                break;
            case "System.Reflection.Assembly::Load" or "System.AppDomain::Load" when value.Content is byte[] bytes:
                reading.Layers.AddBinary(bytes, reading.Source("Assembly", "bytes that Assembly.Load takes", value.Techniques));
                break;
            case "System.Reflection.Assembly::LoadFrom" or "System.Reflection.Assembly::LoadFile" or "System.Reflection.Assembly::UnsafeLoadFrom":
                IncludeFacts.Write(reading, first, "assembly", call.Member.Start);
                break;
            default:
                WriteEngineUse(call, member, value);
                break;
        }
    }

    // $ExecutionContext.InvokeCommand.InvokeScript('...')
    private void WriteEngineUse(InvokeMemberExpressionAst call, ResolvedMember member, in FoldedValue value)
    {
        switch (member.BareName.ToUpperInvariant())
        {
            case "INVOKESCRIPT" or "NEWSCRIPTBLOCK":
                foreach (var argument in call.Arguments)
                {
                    if (reading.ValueOf(argument) is { Content: string } text)
                    {
                        LayerFacts.Write(reading, "ScriptBlock", $"argument of {member.BareName}", text, call.Member.Start);
                    }
                }

                break;
            case "EXPANDSTRING" when value.Content is string expanded && expanded.Contains("$(", StringComparison.Ordinal):
                LayerFacts.WriteText(reading, "ExpandString", "argument of ExpandString", $"\"{expanded.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", value.Techniques, call.Member.Start);
                break;
        }
    }
}

using Assay.Model;
using Assay.PowerShell.Folding;
using Assay.PowerShell.Names;

namespace Assay.PowerShell.Facts;

/// <summary>Writes <c>command</c> facts and what follows from them.</summary>
internal sealed class CommandFacts(ScriptReading reading)
{
    private readonly ProgramFacts _programs = new(reading);
    private readonly ProviderFacts _providers = new(reading);
    private readonly StartFacts _starts = new(reading);
    private Ast? _input;

    /// <summary>The facts of a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="previous">What stands before it in the pipeline.</param>
    /// <param name="input">All that stands before it in the pipeline.</param>
    public void Write(CommandAst command, CommandBaseAst? previous, Ast? input)
    {
        _input = input;
        if (command.Elements.Count == 0)
        {
            return;
        }

        var name = CommandNameReader.Read(reading, command);
        NameAnomalies.Write(reading, command, name);
        if (name.Block is { } block)
        {
            if (block.IsFromText)
            {
                LayerFacts.Write(reading, "ScriptBlock", "script block that is invoked", name.Value, command.Start);
            }

            return;
        }

        var meanings = reading.MeaningsOf(command);
        if (meanings.Count == 0 && Unwrap.Brackets(command.Elements[0]) is not ScriptBlockExpressionAst)
        {
            WriteUnknown(command);
        }

        foreach (var meaning in meanings)
        {
            Write(command, meaning, name, previous);
        }
    }

    private void Write(CommandAst command, CommandMeaning meaning, in CommandName name, CommandBaseAst? previous)
    {
        switch (meaning.Sort)
        {
            case CommandSort.Program:
                WriteProgram(command, meaning.Name, name, previous);
                break;
            case CommandSort.Script:
                IncludeFacts.Write(reading, command.Elements[0], command.InvocationOperator == TokenKind.Dot ? "dot-source" : "run", command.Elements[0].Start);
                break;
            default:
                WriteCommand(command, meaning, name, previous);
                if (meaning.AlsoProgram is { } program)
                {
                    WriteProgram(command, program, name, previous);
                }

                break;
        }
    }

    // & $something: what it is told is worth knowing all the same.
    private void WriteUnknown(CommandAst command)
    {
        if (command.InvocationOperator == TokenKind.Dot)
        {
            IncludeFacts.Write(reading, command.Elements[0], "dot-source", command.Elements[0].Start);
            return;
        }

        var arguments = new List<Argument>();
        foreach (var argument in ArgumentBinder.Bind(command, CommandParameters.Unknown, reading))
        {
            ArgumentWriter.Add(arguments, reading, argument);
        }

        var value = reading.ValueOf(command.Elements[0]);
        foreach (var alternative in value.Alternatives)
        {
            if (alternative.Content is string text)
            {
                foreach (var meaning in Names.CommandNames.Resolve(text, reading.Definitions))
                {
                    reading.Add(meaning.Sort == CommandSort.Program ? FactKind.Process : FactKind.Command, meaning.Sort == CommandSort.Program ? ProgramNames.Of(meaning.Name) : meaning.Name, command.Elements[0], arguments, Derivation.Folded);
                }
            }
        }

        if (value.Alternatives.Count == 0)
        {
            reading.Add(FactKind.Command, "?", command.Elements[0], arguments);
        }
    }

    private void WriteCommand(CommandAst command, CommandMeaning meaning, in CommandName name, CommandBaseAst? previous)
    {
        var parameters = meaning.Function is { } function ? reading.Definitions.Parameters(function) : CommandParameters.OfCommand(meaning.Name) ?? CommandParameters.Unknown;
        var (resolved, isFolder) = meaning.Name is "mkdir" ? ("New-Item", true) : (meaning.Name, false);
        if (isFolder)
        {
            parameters = CommandParameters.OfCommand(resolved)!;
        }

        var bound = ArgumentBinder.Bind(command, parameters, reading);
        var arguments = new List<Argument>(bound.Count + 1);
        foreach (var argument in bound)
        {
            ArgumentWriter.Add(arguments, reading, argument);
        }

        if (isFolder)
        {
            arguments.Add(new Argument("ItemType", "Directory"));
        }

        if (previous is not null)
        {
            AddInput(arguments, resolved, bound, previous);
        }

        reading.Add(FactKind.Command, resolved, command.Elements[0], arguments, name.Value.IsConstant ? name.Value.Derivation : Derivation.Literal);
        if (meaning.Function is null)
        {
            WriteKnown(command, resolved, bound, previous);
        }
    }

    // What the pipeline hands over goes to the parameter that takes it.
    private void AddInput(List<Argument> arguments, string name, IReadOnlyList<BoundArgument> bound, CommandBaseAst previous)
    {
        var parameter = name switch
        {
            "Invoke-Expression" => "Command",
            "Set-Content" or "Add-Content" => "Value",
            "ConvertTo-SecureString" => "String",
            "Remove-Item" or "Get-Content" or "Get-Item" or "Copy-Item" or "Move-Item" or "Import-Csv" or "Invoke-Item" => "Path",
            "Start-Process" => "FilePath",
            "Import-Module" or "Install-Module" => "Name",
            _ => "InputObject",
        };
        foreach (var argument in bound)
        {
            if (parameter.Equals(argument.Name, StringComparison.Ordinal))
            {
                return;
            }
        }

        if (_input is not null && reading.Origins.Of(_input) is { } origin)
        {
            arguments.Add(new Argument(parameter, origin.Name, origin.Derivation));
        }
        else if (LayerFacts.InputOf(reading, previous) is { IsConstant: true, Content: string text } value)
        {
            arguments.Add(new Argument(parameter, text, reading.Derive(value.Derivation)));
        }
        else if (name == "Invoke-Expression")
        {
            arguments.Add(new Argument(parameter, null, Derivation.Unknown));
        }
    }

    private void WriteKnown(CommandAst command, string name, IReadOnlyList<BoundArgument> bound, CommandBaseAst? previous)
    {
        _providers.Write(command, name, bound);
        switch (name)
        {
            case "Invoke-Expression":
                LayerFacts.WriteInvokeExpression(reading, command, bound, previous);
                break;
            case "Get-Date":
                DateFacts.WriteGetDate(reading, command, bound);
                break;
            case "New-Object":
                ObjectFacts.WriteNewObject(reading, command, bound);
                break;
            case "Start-Process":
                _starts.WriteStartProcess(command, bound);
                break;
            case "New-ScheduledTaskAction":
                _starts.WriteTaskAction(command, bound);
                break;
            case "New-Service":
                _starts.WriteService(command, bound);
                break;
            case "Add-Type":
                AddTypeFacts.Write(reading, command, bound);
                IncludeFacts.WriteAddType(reading, command, bound);
                break;
            case "Import-Module":
                IncludeFacts.WriteImport(reading, command, bound);
                break;
            case "Invoke-Command" or "Start-Job" or "Start-ThreadJob" or "Register-ScheduledJob":
                WriteScriptFile(command, bound);
                break;
            case "Get-WmiObject" or "Get-CimInstance" or "Get-CimClass" or "Invoke-WmiMethod" or "Invoke-CimMethod" or "Remove-WmiObject" or "Remove-CimInstance" or "Set-WmiInstance" or "Set-CimInstance"
                or "New-CimInstance" or "Register-WmiEvent" or "Register-CimIndicationEvent" or "Get-CimAssociatedInstance":
                WmiFacts.Write(reading, command, name, bound);
                break;
        }
    }

    private void WriteScriptFile(CommandAst command, IReadOnlyList<BoundArgument> bound)
    {
        foreach (var argument in bound)
        {
            if (argument is { Name: "FilePath" or "LiteralPath", Value: { } file })
            {
                IncludeFacts.Write(reading, file, "run", command.Elements[0].Start);
            }
        }
    }

    private void WriteProgram(CommandAst command, string program, in CommandName name, CommandBaseAst? previous)
    {
        var tokens = ProgramTokens.Read(reading, command);
        _programs.Write(program, tokens, new Start(command.Elements[0].Start, name.Value.Techniques));
        if (previous is not null && HostCommandLine.IsHost(ProgramNames.Of(program)) && HostCommandLine.Read([.. tokens.Select(token => token.Text)]).ReadsInput)
        {
            LayerFacts.Write(reading, "StandardInput", "standard input of a command line", LayerFacts.InputOf(reading, previous), command.Elements[0].Start);
        }
    }
}

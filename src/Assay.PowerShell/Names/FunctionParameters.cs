namespace Assay.PowerShell.Names;

/// <summary>Reads the parameters that a function declares.</summary>
internal static class FunctionParameters
{
    public static CommandParameters Read(FunctionDefinitionAst function)
    {
        var declared = function.Parameters ?? function.Body.ParamBlock?.Parameters ?? [];
        var definitions = new List<ParameterDefinition>(declared.Count);
        var next = 0;
        foreach (var parameter in declared)
        {
            definitions.Add(Read(parameter, ref next));
        }

        return new CommandParameters(definitions, isComplete: true);
    }

    private static ParameterDefinition Read(ParameterAst parameter, ref int next)
    {
        var shape = ParameterShape.Value;
        var takesRest = false;
        int? position = null;
        List<string> aliases = [];
        foreach (var attribute in parameter.Attributes)
        {
            switch (attribute.TypeName.SimpleName.ToLowerInvariant())
            {
                case "switch" or "switchparameter" or "system.management.automation.switchparameter" or "management.automation.switchparameter":
                    shape = ParameterShape.Switch;
                    break;
                case "bool" or "boolean" or "system.boolean":
                    shape = ParameterShape.Boolean;
                    break;
                case "scriptblock":
                    shape = ParameterShape.Block;
                    break;
                case "alias" when attribute is AttributeAst names:
                    aliases.AddRange(names.PositionalArguments.OfType<StringConstantExpressionAst>().Select(name => name.Value));
                    break;
                case "parameter" when attribute is AttributeAst settings:
                    foreach (var setting in settings.NamedArguments)
                    {
                        if (setting.Name.Equals("Position", StringComparison.OrdinalIgnoreCase) && setting.Argument is ConstantExpressionAst { Value: int number and >= 0 })
                        {
                            position = number;
                        }
                        else if (setting.Name.Equals("ValueFromRemainingArguments", StringComparison.OrdinalIgnoreCase))
                        {
                            takesRest = true;
                        }
                    }

                    break;
            }
        }

        // Without positions of its own a parameter takes the next argument; switches never do.
        var place = shape == ParameterShape.Switch || takesRest ? -1 : position ?? next++;
        return new ParameterDefinition(ScriptDefinitions.WithoutScope(parameter.Name.VariablePath), shape, place, takesRest, "", aliases);
    }
}

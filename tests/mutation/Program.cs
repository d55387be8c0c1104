return await ActionsFunctions.Mutation.Host.RunAsync(args);
